<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>About</name>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>工作进程</translation>
    </message>
    <message>
        <source>not started yet</source>
        <translation>尚未启动</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
</context>
<context>
    <name>AboutDialog</name>
    <message>
        <source>About MixBench</source>
        <translation>关于 MixBench</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy these lines as text</source>
        <translation>把这些内容复制为文本</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this window (Esc)</source>
        <translation>关闭此窗口（Esc）</translation>
    </message>
    <message>
        <source>A laboratory for vision-MLP networks and their rivals: what they cost by law, by count and by clock.</source>
        <translation>视觉 MLP 网络及其对手的实验室：按公式、计数与时钟看它们的代价。</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Session</source>
        <extracomment>Where macOS wants these to stand. The property of a `QAction` that says why it cannot be used now.</extracomment>
        <translation>会话(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Pages</source>
        <translation>页面(&amp;P)</translation>
    </message>
    <message>
        <source>Pa&amp;nels</source>
        <translation>面板(&amp;N)</translation>
    </message>
    <message>
        <source>La&amp;youts</source>
        <translation>布局(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>Measure the ticked models over the sweep</source>
        <translation>在整个扫描范围内测量已勾选的模型</translation>
    </message>
    <message>
        <source>R&amp;esume</source>
        <translation>继续(&amp;E)</translation>
    </message>
    <message>
        <source>Measure what the session on the screen still lacks</source>
        <translation>测量当前会话中尚未完成的部分</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Let the machine rest from the next sample on; once more goes on</source>
        <translation>从下一个样本起让机器休息；再按一次继续</translation>
    </message>
    <message>
        <source>S&amp;kip selected points</source>
        <translation>跳过选中的点(&amp;K)</translation>
    </message>
    <message>
        <source>Take the points that are selected in the queue out of the run</source>
        <translation>把队列中选中的点移出本次运行</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>Stop the run; everything measured so far is kept</source>
        <translation>停止运行；已测得的结果全部保留</translation>
    </message>
    <message>
        <source>&amp;Duel of two results</source>
        <translation>两项结果对决(&amp;D)</translation>
    </message>
    <message>
        <source>Time the two selected results against one another, in paired rounds</source>
        <translation>以成对的轮次，将选中的两项结果相互计时比较</translation>
    </message>
    <message>
        <source>Show &amp;last duel</source>
        <translation>显示上次对决(&amp;L)</translation>
    </message>
    <message>
        <source>Bring the window of the latest duel back</source>
        <translation>重新打开最近一次对决的窗口</translation>
    </message>
    <message>
        <source>&amp;Open preset…</source>
        <translation>打开预设…(&amp;O)</translation>
    </message>
    <message>
        <source>Lay out a comparison that was saved as a file</source>
        <translation>打开保存为文件的对比</translation>
    </message>
    <message>
        <source>Sa&amp;ve preset…</source>
        <translation>保存预设…(&amp;V)</translation>
    </message>
    <message>
        <source>Save the ticked models and the sweep as a file, to keep and to share</source>
        <translation>将勾选的模型与扫描设置保存为文件，便于留存和分享</translation>
    </message>
    <message>
        <source>Export &amp;CSV…</source>
        <translation>导出 CSV(&amp;C)…</translation>
    </message>
    <message>
        <source>Save the results of this session as a CSV file</source>
        <translation>将本次会话的结果保存为 CSV 文件</translation>
    </message>
    <message>
        <source>E&amp;xport results…</source>
        <translation>导出结果(&amp;X)…</translation>
    </message>
    <message>
        <source>Save any rows and columns as a table, as data, or as a report</source>
        <translation>将任意行与列保存为表格、数据或报告</translation>
    </message>
    <message>
        <source>&amp;Import results…</source>
        <translation>导入结果(&amp;I)…</translation>
    </message>
    <message>
        <source>Take in results of elsewhere and draw them over the plots</source>
        <translation>导入别处的结果，并叠加绘制在图上</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Close MixBench; what a run has measured is kept</source>
        <translation>关闭 MixBench；运行中已测得的结果会保留</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Take the last edit back: a tick, a copy, a hyperparameter, the sweep</source>
        <translation>撤销上一次编辑：勾选、副本、超参数或扫描设置</translation>
    </message>
    <message>
        <source>Make the edit that was taken back again</source>
        <translation>重做刚撤销的编辑</translation>
    </message>
    <message>
        <source>&amp;Find model</source>
        <translation>查找模型(&amp;F)</translation>
    </message>
    <message>
        <source>Search the models by name, family, paper or year</source>
        <translation>按名称、系列、论文或年份搜索模型</translation>
    </message>
    <message>
        <source>Filter r&amp;esults</source>
        <translation>筛选结果(&amp;E)</translation>
    </message>
    <message>
        <source>Show only results with certain words or values</source>
        <translation>只显示含有特定词或值的结果</translation>
    </message>
    <message>
        <source>&amp;Copy results</source>
        <translation>复制结果(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the selected rows of the results, or all of them, for a spreadsheet</source>
        <translation>复制选中的结果行（未选中则复制全部），可粘贴到电子表格</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>首选项(&amp;P)…</translation>
    </message>
    <message>
        <source>Language, theme, digits, where results are kept, how it is measured</source>
        <translation>语言、主题、数字位数、结果存放位置与测量方式</translation>
    </message>
    <message>
        <source>Co&amp;mmand palette…</source>
        <translation>命令面板(&amp;M)…</translation>
    </message>
    <message>
        <source>Find an action, a page or a model by typing a part of its name</source>
        <translation>输入名称的一部分来查找操作、页面或模型</translation>
    </message>
    <message>
        <source>Dismiss mess&amp;ages</source>
        <translation>关闭消息(&amp;A)</translation>
    </message>
    <message>
        <source>Close every message that lies over the panels</source>
        <translation>关闭面板上方的所有消息</translation>
    </message>
    <message>
        <source>Logarithmic &amp;x axis</source>
        <translation>横轴取对数(&amp;X)</translation>
    </message>
    <message>
        <source>Draw the horizontal axis of the plot in powers</source>
        <translation>图的横轴采用对数刻度</translation>
    </message>
    <message>
        <source>Logarithmic &amp;y axis</source>
        <translation>纵轴取对数(&amp;Y)</translation>
    </message>
    <message>
        <source>Draw the vertical axis of the plot in powers</source>
        <translation>图的纵轴采用对数刻度</translation>
    </message>
    <message>
        <source>&amp;System theme</source>
        <translation>跟随系统主题(&amp;S)</translation>
    </message>
    <message>
        <source>Be light or dark as the system is</source>
        <translation>随系统切换浅色或深色</translation>
    </message>
    <message>
        <source>&amp;Light theme</source>
        <translation>浅色主题(&amp;L)</translation>
    </message>
    <message>
        <source>Always be light</source>
        <translation>始终使用浅色</translation>
    </message>
    <message>
        <source>&amp;Dark theme</source>
        <translation>深色主题(&amp;D)</translation>
    </message>
    <message>
        <source>Always be dark</source>
        <translation>始终使用深色</translation>
    </message>
    <message>
        <source>Bring this page, or the window that it has, to the front</source>
        <translation>将此页面或其所在窗口置于最前</translation>
    </message>
    <message>
        <source>Show or hide this panel</source>
        <translation>显示或隐藏此面板</translation>
    </message>
    <message>
        <source>&amp;Float or dock this page</source>
        <extracomment>As many pages as there are digits but 0; further ones begin again with another key held.</extracomment>
        <translation>浮动或收回此页面(&amp;F)</translation>
    </message>
    <message>
        <source>Give the page a window of its own; from there, bring it back</source>
        <translation>让页面成为独立窗口；在该窗口中则将其收回</translation>
    </message>
    <message>
        <source>Bring every page &amp;back</source>
        <translation>收回所有页面(&amp;B)</translation>
    </message>
    <message>
        <source>Close the windows of pages; each page becomes a tab again</source>
        <translation>关闭各页面窗口，使其重新成为标签页</translation>
    </message>
    <message>
        <source>Go to the &amp;next panel</source>
        <translation>转到下一个面板(&amp;N)</translation>
    </message>
    <message>
        <source>Let keys go to the next panel</source>
        <translation>将键盘焦点移到下一个面板</translation>
    </message>
    <message>
        <source>Go to the &amp;previous panel</source>
        <translation>转到上一个面板(&amp;P)</translation>
    </message>
    <message>
        <source>Let keys go to the panel before</source>
        <translation>将键盘焦点移到上一个面板</translation>
    </message>
    <message>
        <source>&amp;Standard</source>
        <translation>标准(&amp;S)</translation>
    </message>
    <message>
        <source>Every panel around the pages</source>
        <translation>页面周围显示所有面板</translation>
    </message>
    <message>
        <source>&amp;Plot only</source>
        <translation>仅绘图(&amp;P)</translation>
    </message>
    <message>
        <source>Only the page, as large as the window</source>
        <translation>只显示页面，占满整个窗口</translation>
    </message>
    <message>
        <source>&amp;Wide table</source>
        <translation>宽表格(&amp;W)</translation>
    </message>
    <message>
        <source>The page above, and below it a table as wide as the window</source>
        <translation>上方为页面，下方为与窗口同宽的表格</translation>
    </message>
    <message>
        <source>&amp;Keep this layout…</source>
        <translation>保存此布局(&amp;K)…</translation>
    </message>
    <message>
        <source>Save where everything is under a name</source>
        <translation>以名称保存当前各部分的位置</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>重置布局(&amp;R)</translation>
    </message>
    <message>
        <source>Give every panel and every page its first place and size again</source>
        <translation>让所有面板和页面恢复最初的位置和大小</translation>
    </message>
    <message>
        <source>Change the language of the window</source>
        <translation>更改窗口的语言</translation>
    </message>
    <message>
        <source>System lan&amp;guage</source>
        <extracomment>Each language in its own words, so that it is found by whoever reads no other.</extracomment>
        <translation>跟随系统语言(&amp;G)</translation>
    </message>
    <message>
        <source>Speak the language of the system</source>
        <translation>使用系统的语言</translation>
    </message>
    <message>
        <source>&amp;How to read MixBench</source>
        <translation>如何看懂 MixBench(&amp;H)</translation>
    </message>
    <message>
        <source>MACs, roles, laws, intervals and verdicts explained</source>
        <translation>讲解 MACs、作用、公式、置信区间与判定</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>List the shortcuts of the window</source>
        <translation>列出窗口的所有快捷键</translation>
    </message>
    <message>
        <source>&amp;Report a problem…</source>
        <translation>报告问题(&amp;R)…</translation>
    </message>
    <message>
        <source>Show versions and the end of the log as a text that can be copied</source>
        <translation>以可复制的文本显示版本和日志末尾</translation>
    </message>
    <message>
        <source>&amp;About MixBench</source>
        <translation>关于 MixBench(&amp;A)</translation>
    </message>
    <message>
        <source>Version, licence and the libraries in use</source>
        <translation>版本、许可证与所用的库</translation>
    </message>
    <message>
        <source>A run is being measured; stop it first.</source>
        <translation>正在测量；请先停止。</translation>
    </message>
    <message>
        <source>Nothing is being measured.</source>
        <translation>当前没有测量在进行。</translation>
    </message>
    <message>
        <source>Nothing of this session is left to be measured.</source>
        <translation>此会话没有尚待测量的内容。</translation>
    </message>
    <message>
        <source>Select points in the queue that are still waiting.</source>
        <translation>请在队列中选择仍在等待的点。</translation>
    </message>
    <message>
        <source>Scaling</source>
        <translation>缩放曲线</translation>
    </message>
    <message>
        <source>Laws</source>
        <translation>规律</translation>
    </message>
    <message>
        <source>Breakdown</source>
        <translation>构成</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>各层</translation>
    </message>
    <message>
        <source>Counters</source>
        <translation>计数器</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>分布</translation>
    </message>
    <message>
        <source>Roofline</source>
        <translation>屋顶线</translation>
    </message>
    <message>
        <source>Pareto</source>
        <translation>帕累托</translation>
    </message>
    <message>
        <source>Claims</source>
        <translation>论断</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>论文</translation>
    </message>
    <message>
        <source>Receptive field</source>
        <translation>感受野</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>Models</source>
        <extracomment>From left to right, each area from top to bottom or from the first tab to the last.</extracomment>
        <translation>模型</translation>
    </message>
    <message>
        <source>Hyperparameters</source>
        <translation>超参数</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>&amp;One plot</source>
        <translation>一张图(&amp;O)</translation>
    </message>
    <message>
        <source>Draw all models into one plot</source>
        <translation>把所有模型画在一张图里</translation>
    </message>
    <message>
        <source>A plot &amp;for each model</source>
        <translation>每个模型一张图(&amp;F)</translation>
    </message>
    <message>
        <source>Draw each model into a small plot of its own, with one cursor</source>
        <translation>每个模型各画一张小图，光标同步</translation>
    </message>
    <message>
        <source>A plot for each me&amp;tric</source>
        <translation>每个指标一张图(&amp;T)</translation>
    </message>
    <message>
        <source>Draw the metrics that are asked for most into small plots, with one cursor</source>
        <translation>把最常用的指标各画一张小图，光标同步</translation>
    </message>
    <message>
        <source>S&amp;how all data</source>
        <translation>显示全部数据(&amp;H)</translation>
    </message>
    <message>
        <source>Show all data of the plot again, and follow them from now on</source>
        <translation>重新显示图中全部数据，并随新数据调整范围</translation>
    </message>
    <message>
        <source>&amp;Back to the last view</source>
        <translation>回到上一视图(&amp;B)</translation>
    </message>
    <message>
        <source>Show the part of the plot that was seen before</source>
        <translation>显示先前看过的那部分图</translation>
    </message>
    <message>
        <source>On to the &amp;next view</source>
        <translation>前往下一视图(&amp;N)</translation>
    </message>
    <message>
        <source>Show the part of the plot that was left by going back</source>
        <translation>显示返回之前所看的那部分图</translation>
    </message>
    <message>
        <source>Copy the plot in &amp;words</source>
        <translation>以文字复制图的内容(&amp;W)</translation>
    </message>
    <message>
        <source>Copy what the plot shows as text: from where to where each line runs</source>
        <translation>以文字复制图中内容：每条曲线从何处到何处、如何增长</translation>
    </message>
</context>
<context>
    <name>BatchSearch</name>
    <message>
        <source>Largest batch that fits</source>
        <extracomment>Room for the scroll bar of the table. A forecast that is off by more than this is worth a second look.</extracomment>
        <translation>可容纳的最大批量</translation>
    </message>
    <message>
        <source>Search the largest batch whose forecast fits into the free memory; nothing is run</source>
        <translation>搜索预测内存不超过空闲内存的最大批量；不实际运行</translation>
    </message>
    <message>
        <source>Confirm by running</source>
        <translation>实际运行确认</translation>
    </message>
    <message>
        <source>Run one pass of the largest batch and hold its measured peak against the forecast</source>
        <translation>以最大批量运行一次，将实测峰值与预测对照</translation>
    </message>
    <message>
        <source>Fastest batch</source>
        <translation>最快批量</translation>
    </message>
    <message>
        <source>Run growing batches for a moment each and search the highest throughput</source>
        <translation>依次短暂运行逐渐增大的批量，搜索最高吞吐量</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>End the search; what was tried stays</source>
        <translation>结束搜索；已尝试的结果保留</translation>
    </message>
    <message>
        <source>Batches that were tried</source>
        <translation>已尝试的批量</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批量</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>需要</translation>
    </message>
    <message>
        <source>Fits</source>
        <translation>可容纳</translation>
    </message>
    <message>
        <source>Images/s</source>
        <translation>图像/秒</translation>
    </message>
    <message>
        <source>The search was cancelled.</source>
        <translation>搜索已取消。</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在搜索…</translation>
    </message>
    <message>
        <source>Searching… batch {batch} needs {amount}</source>
        <translation>正在搜索… 批量 {batch} 需要 {amount}</translation>
    </message>
    <message>
        <source>Batches can be searched when the run is over.</source>
        <translation>运行结束后即可搜索批量。</translation>
    </message>
    <message>
        <source>Confirming runs one pass of it: that takes the memory, and of a large batch minutes.</source>
        <translation>确认时会以该批量运行一次：占用相应内存，批量大时需数分钟。</translation>
    </message>
    <message>
        <source>Largest batch</source>
        <translation>最大批量</translation>
    </message>
    <message>
        <source>none fits</source>
        <translation>均放不下</translation>
    </message>
    <message>
        <source>Needs, forecast</source>
        <translation>需要（预测）</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>live tensors at the peak of the pass, without the weights</source>
        <translation>峰值时的存活张量，不含权重</translation>
    </message>
    <message>
        <source>Peak, forecast</source>
        <translation>峰值（预测）</translation>
    </message>
    <message>
        <source>Peak, measured</source>
        <translation>峰值（实测）</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>Breakdown</name>
    <message>
        <source>resolution</source>
        <extracomment>The range of the sweep, or one of these: (lowest, highest) in pixels. Between the values that a range is thought of in: what is drawn between them the laws decide.</extracomment>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>share of the parameters</source>
        <translation>参数量占比</translation>
    </message>
    <message>
        <source>share of the MACs</source>
        <translation>MACs 占比</translation>
    </message>
    <message>
        <source>{amount} parameters</source>
        <translation>{amount} 个参数</translation>
    </message>
    <message>
        <source>{model} by law, at {sizes} sizes that it accepts</source>
        <translation>{model}：由公式得出，取其接受的 {sizes} 个尺寸</translation>
    </message>
    <message>
        <source>MACs of one image, FLOPs = 2 × MACs</source>
        <translation>单张图像的 MACs，FLOPs = 2 × MACs</translation>
    </message>
    <message>
        <source>Select a model at the left: what it is made of by law is drawn at once.</source>
        <translation>在左侧选择模型：由公式得出的构成会立即绘出。</translation>
    </message>
    <message>
        <source>The values of this model are not accepted.</source>
        <translation>该模型的取值不被接受。</translation>
    </message>
    <message>
        <source>{model} accepts no size of this range; choose another.</source>
        <translation>{model} 不接受此范围内的任何尺寸，请另选范围。</translation>
    </message>
</context>
<context>
    <name>BreakdownPage</name>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>What is divided among the roles</source>
        <translation>按作用拆分的量</translation>
    </message>
    <message>
        <source>range of the sweep</source>
        <translation>扫描范围</translation>
    </message>
    <message>
        <source>{low} to {high} px</source>
        <translation>{low} 至 {high} px</translation>
    </message>
    <message>
        <source>Range of resolutions</source>
        <translation>分辨率范围</translation>
    </message>
    <message>
        <source>Shares</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Draw each role in per cent of the network</source>
        <translation>以占全网的百分比绘制各作用</translation>
    </message>
    <message>
        <source>log x</source>
        <translation>log x</translation>
    </message>
    <message>
        <source>Space the horizontal axis by powers; upwards a stack needs an even axis, or its areas lie</source>
        <translation>横轴按对数分布；堆叠图的纵轴须为线性，否则面积会误导</translation>
    </message>
</context>
<context>
    <name>BudgetChip</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>至少</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>至多</translation>
    </message>
</context>
<context>
    <name>Catalog</name>
    <message>
        <source>Patch size</source>
        <translation>块大小</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>深度</translation>
    </message>
    <message>
        <source>blocks</source>
        <translation>块</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>channels</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>Kernel size</source>
        <translation>卷积核大小</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>GELU</source>
        <translation>GELU</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别数</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>类</translation>
    </message>
    <message>
        <source>Depths</source>
        <translation>各级深度</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>N sqrt(N)</source>
        <translation>N√N</translation>
    </message>
    <message>
        <source>quadratic</source>
        <translation>二次</translation>
    </message>
    <message>
        <source>isotropic</source>
        <translation>各向同性</translation>
    </message>
    <message>
        <source>pyramid</source>
        <translation>金字塔</translation>
    </message>
    <message>
        <source>encoder-decoder</source>
        <translation>编码器–解码器</translation>
    </message>
    <message>
        <source>fully connected</source>
        <translation>全连接</translation>
    </message>
    <message>
        <source>rows and columns</source>
        <translation>按行与列</translation>
    </message>
    <message>
        <source>regions</source>
        <translation>局部区域</translation>
    </message>
    <message>
        <source>shift</source>
        <translation>移位</translation>
    </message>
    <message>
        <source>cycle FC</source>
        <translation>循环全连接 (Cycle FC)</translation>
    </message>
    <message>
        <source>pooling</source>
        <translation>池化</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>depthwise convolution</source>
        <translation>逐深度卷积</translation>
    </message>
    <message>
        <source>convolution</source>
        <translation>卷积</translation>
    </message>
    <message>
        <source>Linear against quadratic</source>
        <translation>线性对二次</translation>
    </message>
    <message>
        <source>CycleMLP&apos;s cost is a straight line over the pixels; a fully-connected layer over all tokens makes a parabola.</source>
        <translation>CycleMLP 的开销随像素数呈直线增长；覆盖所有词元的全连接层则是一条抛物线。</translation>
    </message>
    <message>
        <source>Convolution in disguise</source>
        <translation>伪装的卷积</translation>
    </message>
    <message>
        <source>MLPs that are convolutions by another name, beside networks that say so: depthwise, dense and re-parameterized.</source>
        <translation>换了名字的卷积型 MLP，与明言使用卷积的网络并列：逐深度、稠密与重参数化。</translation>
    </message>
    <message>
        <source>Isotropic against pyramid</source>
        <translation>各向同性对金字塔</translation>
    </message>
    <message>
        <source>Networks of some 20 to 30 M parameters: one map throughout, or four that shrink while channels grow.</source>
        <translation>参数量约 20 至 30 M 的网络：全程保持同一尺寸的特征图，或四级逐渐缩小而通道增多的特征图。</translation>
    </message>
    <message>
        <source>Shifts cost no MACs</source>
        <translation>移位不耗 MAC</translation>
    </message>
    <message>
        <source>Shifting, cycling and averaging mix places without a multiplication of their own; the clock counts them all the same.</source>
        <translation>移位、循环取样与平均无需自身的乘法即可混合空间位置；但它们照样耗时。</translation>
    </message>
    <message>
        <source>Small models</source>
        <translation>小模型</translation>
    </message>
    <message>
        <source>Networks below 10 M parameters, by how many images a second they see as the batch grows.</source>
        <translation>参数量低于 10 M 的网络：随批大小增长每秒能处理多少图像。</translation>
    </message>
    <message>
        <source>Shift size</source>
        <translation>移位大小</translation>
    </message>
    <message>
        <source>Widths</source>
        <translation>各级宽度</translation>
    </message>
    <message>
        <source>MLP ratios</source>
        <translation>各级 MLP 倍率</translation>
    </message>
    <message>
        <source>Cycle kernel</source>
        <translation>Cycle 核</translation>
    </message>
    <message>
        <source>Reweight</source>
        <translation>重加权</translation>
    </message>
    <message>
        <source>Stem</source>
        <translation>输入层</translation>
    </message>
    <message>
        <source>7 x 7 convolution, stride 4</source>
        <translation>7 × 7 卷积，步幅 4</translation>
    </message>
    <message>
        <source>4 x 4 patches and LayerNorm</source>
        <translation>4 × 4 分块加 LayerNorm</translation>
    </message>
    <message>
        <source>Downsampling</source>
        <translation>下采样</translation>
    </message>
    <message>
        <source>3 x 3 convolution, stride 2</source>
        <translation>3 × 3 卷积，步幅 2</translation>
    </message>
    <message>
        <source>Patch merging</source>
        <translation>块合并</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>级数</translation>
    </message>
    <message>
        <source>Supervision scales</source>
        <translation>监督尺度数</translation>
    </message>
    <message>
        <source>Block sizes</source>
        <translation>块大小（高、低分辨率）</translation>
    </message>
    <message>
        <source>Grid sizes</source>
        <translation>网格大小（高、低分辨率）</translation>
    </message>
    <message>
        <source>Bottleneck: RepMLP between 3 x 3 convolutions</source>
        <translation>瓶颈：RepMLP 位于 3 x 3 卷积之间</translation>
    </message>
    <message>
        <source>Light: RepMLP between 1 x 1 convolutions</source>
        <translation>轻量：RepMLP 位于 1 x 1 卷积之间</translation>
    </message>
    <message>
        <source>RepMLP reductions</source>
        <translation>RepMLP 缩减比</translation>
    </message>
    <message>
        <source>Partition side</source>
        <translation>分区边长</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>分组数</translation>
    </message>
    <message>
        <source>groups</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Norm</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>Affine</source>
        <translation>Affine</translation>
    </message>
    <message>
        <source>LayerNorm</source>
        <translation>LayerNorm</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>注意力头数</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Written out</source>
        <translation>逐步展开</translation>
    </message>
    <message>
        <source>Fused kernel</source>
        <translation>融合内核</translation>
    </message>
    <message>
        <source>Distillation token</source>
        <translation>蒸馏词元</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>相位</translation>
    </message>
    <message>
        <source>3 x 3 depthwise convolution</source>
        <translation>3 x 3 深度卷积</translation>
    </message>
    <message>
        <source>1 x 1 convolution</source>
        <translation>1 x 1 卷积</translation>
    </message>
    <message>
        <source>BatchNorm</source>
        <translation>BatchNorm</translation>
    </message>
    <message>
        <source>GroupNorm of one group</source>
        <translation>单组 GroupNorm</translation>
    </message>
    <message>
        <source>Transition norm</source>
        <translation>过渡层归一化</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>残差块</translation>
    </message>
    <message>
        <source>Width multiplier</source>
        <translation>宽度乘数</translation>
    </message>
    <message>
        <source>x</source>
        <translation>x</translation>
    </message>
    <message>
        <source>ReLU6</source>
        <translation>ReLU6</translation>
    </message>
    <message>
        <source>Expansion</source>
        <translation>扩展倍率</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Squeeze-and-excitation</source>
        <translation>压缩激励（SE）</translation>
    </message>
    <message>
        <source>Two 3 x 3 convolutions</source>
        <translation>两个 3 x 3 卷积</translation>
    </message>
    <message>
        <source>Bottleneck: 1 x 1, 3 x 3 and 1 x 1 convolution</source>
        <translation>瓶颈：1 x 1、3 x 3、1 x 1 卷积</translation>
    </message>
    <message>
        <source>Stride of a bottleneck</source>
        <translation>瓶颈块的步幅位置</translation>
    </message>
    <message>
        <source>First 1 x 1 convolution (v1)</source>
        <translation>第一个 1 x 1 卷积（v1）</translation>
    </message>
    <message>
        <source>3 x 3 convolution (v1.5)</source>
        <translation>3 x 3 卷积（v1.5）</translation>
    </message>
    <message>
        <source>Stem widths</source>
        <translation>输入层宽度</translation>
    </message>
    <message>
        <source>Exit widths</source>
        <translation>出口层宽度</translation>
    </message>
    <message>
        <source>Reduced dimension</source>
        <translation>降维后的维数</translation>
    </message>
    <message>
        <source>Region sizes</source>
        <translation>各级区域大小</translation>
    </message>
    <message>
        <source>Shift cycles</source>
        <translation>各级移位周期</translation>
    </message>
    <message>
        <source>Shift steps</source>
        <translation>各级移位步长</translation>
    </message>
    <message>
        <source>Chunk lengths</source>
        <translation>各级分块长度</translation>
    </message>
    <message>
        <source>Pool size</source>
        <translation>池化窗口</translation>
    </message>
    <message>
        <source>Stochastic depth</source>
        <translation>随机深度</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Token width</source>
        <translation>词元宽度</translation>
    </message>
    <message>
        <source>units</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Token width mode</source>
        <translation>词元宽度模式</translation>
    </message>
    <message>
        <source>D_S fixed</source>
        <translation>D_S 固定</translation>
    </message>
    <message>
        <source>D_S ∝ tokens</source>
        <translation>D_S ∝ tokens</translation>
    </message>
    <message>
        <source>Channel width</source>
        <translation>通道隐层宽度</translation>
    </message>
    <message>
        <source>MLP ratio</source>
        <translation>MLP 倍率</translation>
    </message>
    <message>
        <source>x width</source>
        <translation>× 宽度</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Deploy form</source>
        <translation>部署形式</translation>
    </message>
    <message>
        <source>Training form</source>
        <translation>训练形式</translation>
    </message>
    <message>
        <source>Partition mode</source>
        <translation>分区模式</translation>
    </message>
    <message>
        <source>h, w fixed</source>
        <translation>h、w 固定</translation>
    </message>
    <message>
        <source>h, w ∝ feature map</source>
        <translation>h、w ∝ 特征图</translation>
    </message>
    <message>
        <source>Partition sides</source>
        <translation>各级分区边长</translation>
    </message>
    <message>
        <source>Share-sets</source>
        <translation>共享组数</translation>
    </message>
    <message>
        <source>sets</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Local branches</source>
        <translation>局部分支数</translation>
    </message>
    <message>
        <source>branches</source>
        <translation>个分支</translation>
    </message>
    <message>
        <source>Global reduction</source>
        <translation>全局缩减比</translation>
    </message>
    <message>
        <source>LayerScale start</source>
        <translation>LayerScale 初值</translation>
    </message>
</context>
<context>
    <name>ChangeModel</name>
    <message>
        <source>params</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>What the layers are for</source>
        <translation>层的作用</translation>
    </message>
    <message>
        <source>Trainable parameters more than published, by law</source>
        <translation>比已发表变体多出的可训练参数，按公式</translation>
    </message>
    <message>
        <source>MACs of one image more than published, by law</source>
        <translation>单张图像比已发表变体多出的 MACs，按公式</translation>
    </message>
    <message>
        <source>Bytes more than published: of a role its weights, by law; beside them and in the whole the peak of one call of the batch, counted</source>
        <translation>比已发表变体多出的字节数：各作用为其权重（按公式）；权重之外及合计为一次批量调用的峰值（统计所得）</translation>
    </message>
    <message>
        <source>The worker is asked to count it.</source>
        <translation>正在请工作进程统计。</translation>
    </message>
    <message>
        <source>{own:,}, published {published:,}: {change}</source>
        <translation>{own:,}，已发表 {published:,}：{change}</translation>
    </message>
</context>
<context>
    <name>ChangeSummary</name>
    <message>
        <source>By role</source>
        <extracomment>From this height of the form on there is room for some fields and the table below them; under the other one line has to do. Whether the person said that the table is to be shown, or not to be.</extracomment>
        <translation>按作用</translation>
    </message>
    <message>
        <source>What changes in the layers of each role</source>
        <translation>各作用的层分别改变了多少</translation>
    </message>
    <message>
        <source>Parts of the published figures instead of amounts</source>
        <translation>以占已发表数值的百分比显示，而非绝对量</translation>
    </message>
    <message>
        <source>In percent</source>
        <translation>以百分比显示</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Resolution of the costs</source>
        <translation>计算成本所用的分辨率</translation>
    </message>
    <message>
        <source>Side of the square image that costs are said for, here and in the tree</source>
        <translation>此处与模型树中的成本所对应的正方形图像边长</translation>
    </message>
    <message>
        <source>at</source>
        <translation>在</translation>
    </message>
    <message>
        <source>params {change}</source>
        <translation>参数 {change}</translation>
    </message>
    <message>
        <source>MACs {change}</source>
        <translation>MACs {change}</translation>
    </message>
    <message>
        <source>memory {change}</source>
        <translation>内存 {change}</translation>
    </message>
    <message>
        <source>As published. Change a value to make a copy of your own.</source>
        <translation>与发表时一致。修改任一数值即可得到您自己的副本。</translation>
    </message>
    <message>
        <source>against the published variant: {changes}</source>
        <translation>与已发表变体相比：{changes}</translation>
    </message>
    <message>
        <source>peak memory {change}</source>
        <translation>峰值内存 {change}</translation>
    </message>
    <message>
        <source>MACs {change} at {side} px</source>
        <translation>{side} px 时 MACs {change}</translation>
    </message>
</context>
<context>
    <name>ChangeTable</name>
    <message>
        <source>Most bytes alive at once beside the weights, as the worker counts them: activations, the input, buffers; in a training step gradients and the optimizer&apos;s state as well</source>
        <extracomment>The `Change` behind a cell; None where it is not known. Room for three digits, their sign, point and unit; fixed, for figures that move are hard to follow. The columns of what is copied, by the names that a results file gives them.</extracomment>
        <translation>除权重外同时存活的最大字节数，由工作进程统计：激活、输入、缓冲区；训练步还包括梯度与优化器状态</translation>
    </message>
    <message>
        <source>beside weights</source>
        <translation>权重之外</translation>
    </message>
    <message>
        <source>the whole</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Change against the published variant, by role</source>
        <translation>与已发表变体的差异（按作用）</translation>
    </message>
</context>
<context>
    <name>CheckpointChip</name>
    <message>
        <source>Weights</source>
        <extracomment>What the engine can read.</extracomment>
        <translation>权重</translation>
    </message>
    <message>
        <source>At initialisation</source>
        <translation>初始化时</translation>
    </message>
    <message>
        <source>The weights of the selected model: random, or from a file</source>
        <translation>所选模型的权重：随机，或来自文件</translation>
    </message>
    <message>
        <source>Weights ({kinds})</source>
        <translation>权重（{kinds}）</translation>
    </message>
    <message>
        <source>Load a file…</source>
        <translation>载入文件…</translation>
    </message>
    <message>
        <source>Weights of the selected model</source>
        <translation>所选模型的权重</translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message>
        <source>Any size</source>
        <extracomment>Of the columns; the reason takes what they leave. A narrower list leaves amounts out that no budget is set on, so that reasons can be read.</extracomment>
        <translation>任意尺寸</translation>
    </message>
    <message>
        <source>Only networks whose weights serve every resolution that they accept</source>
        <translation>仅限同一组权重可用于其所接受的各种分辨率的网络</translation>
    </message>
    <message>
        <source>Only models that need no more of it; 0: no budget</source>
        <translation>仅限不超过此值的模型；0 表示不设预算</translation>
    </message>
    <message>
        <source>Resolution at which the model is used</source>
        <translation>使用模型时的分辨率</translation>
    </message>
    <message>
        <source>Costs and accuracies at this size; by default at that of each model&apos;s best</source>
        <translation>取此尺寸下的成本与准确率；默认取各模型最佳准确率的尺寸</translation>
    </message>
    <message>
        <source>at each one&apos;s size</source>
        <translation>各自的尺寸</translation>
    </message>
    <message>
        <source>at {side} px</source>
        <translation>{side} px 下</translation>
    </message>
    <message>
        <source>Models ranked by published accuracy within the budgets</source>
        <translation>在预算内按已发表准确率排名的模型</translation>
    </message>
    <message>
        <source>Chooser</source>
        <translation>选型</translation>
    </message>
    <message>
        <source>{placed} of {all} keep the budgets</source>
        <translation>{all} 个中有 {placed} 个符合预算</translation>
    </message>
    <message>
        <source>{n} of them perhaps</source>
        <translation>其中 {n} 个为可能</translation>
    </message>
    <message>
        <source>{n} over</source>
        <translation>{n} 个超出</translation>
    </message>
    <message>
        <source>{n} not measured here</source>
        <translation>{n} 个在此未测量</translation>
    </message>
    <message>
        <source>{n} not to be compared</source>
        <translation>{n} 个不可比较</translation>
    </message>
</context>
<context>
    <name>ClaimDetail</name>
    <message>
        <source>The claim and what became of it</source>
        <extracomment>The height of a plot without its words, and the least width of one that stands beside another. What the stylesheet leaves free above and below a text.</extracomment>
        <translation>论断及其检验结果</translation>
    </message>
    <message>
        <source>The statement, and what the check came to</source>
        <translation>陈述以及检验的结论</translation>
    </message>
    <message>
        <source>Sources and evidence</source>
        <translation>来源与证据</translation>
    </message>
    <message>
        <source>What was computed, its sources, evidence and conditions</source>
        <translation>计算了什么、其来源、证据与条件</translation>
    </message>
</context>
<context>
    <name>Claims</name>
    <message>
        <source>Not checked yet. Press Check.</source>
        <translation>尚未检验。请按“检验”。</translation>
    </message>
    <message>
        <source>Computed</source>
        <translation>计算内容</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>session {id}</source>
        <translation>会话 {id}</translation>
    </message>
    <message>
        <source>checked {when}</source>
        <translation>检验于 {when}</translation>
    </message>
    <message>
        <source>No.</source>
        <extracomment>The order of the verdicts: what fails is looked for first.</extracomment>
        <translation>编号</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>陈述</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>checking…</source>
        <translation>检验中…</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>未检验</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>成立</translation>
    </message>
    <message>
        <source>holds with a condition</source>
        <translation>有条件地成立</translation>
    </message>
    <message>
        <source>does not hold here</source>
        <translation>在此不成立</translation>
    </message>
    <message>
        <source>cannot tell</source>
        <translation>无法判定</translation>
    </message>
</context>
<context>
    <name>ClaimsPage</name>
    <message>
        <source>Search statement, paper, verdict…</source>
        <extracomment>A row holds two lines of a statement. Steps of the progress bar. Of the width: the list, and what is said of the selected claim.</extracomment>
        <translation>搜索陈述、论文、结论…</translation>
    </message>
    <message>
        <source>Search the claims</source>
        <translation>搜索论断</translation>
    </message>
    <message>
        <source>Show only the claims in which every word occurs</source>
        <translation>只显示包含全部所输词语的论断</translation>
    </message>
    <message>
        <source>Check the selected claims here</source>
        <translation>在此检验所选的论断</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检验</translation>
    </message>
    <message>
        <source>Check all</source>
        <translation>全部检验</translation>
    </message>
    <message>
        <source>Check all claims that are listed, one after the other</source>
        <translation>依次检验列表中的全部论断</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop checking; findings that are there are kept</source>
        <translation>停止检验；已有的结果会保留</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the selected claim as text</source>
        <translation>以文本形式复制所选的论断</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Save the findings of the listed claims as Markdown</source>
        <translation>将列表中论断的检验结果保存为 Markdown</translation>
    </message>
    <message>
        <source>Claims checked</source>
        <translation>已检验的论断</translation>
    </message>
    <message>
        <source>How many of the claims that were asked for are checked</source>
        <translation>所要求的论断已检验多少</translation>
    </message>
    <message>
        <source>Claims of the literature</source>
        <translation>文献中的论断</translation>
    </message>
    <message>
        <source>The claim was not checked again, what was found before stays. {reason}</source>
        <translation>未能重新检验该论断，先前的结论保留。{reason}</translation>
    </message>
    <message>
        <source>No claim matches; clear the search.</source>
        <translation>没有匹配的论断；请清空搜索。</translation>
    </message>
    <message>
        <source>Save findings</source>
        <translation>保存检验结果</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}</source>
        <translation>无法写入 {path}：{reason}</translation>
    </message>
    <message>
        <source>Saved to {path}</source>
        <translation>已保存到 {path}</translation>
    </message>
</context>
<context>
    <name>ClaimsState</name>
    <message>
        <source>Measure what is missing</source>
        <extracomment>How far the run is that measures what a check lacks.</extracomment>
        <translation>测量缺少的部分</translation>
    </message>
    <message>
        <source>Take what the selected claims need and the session that is shown does not hold from an earlier measurement for claims, or measure it quickly as a session of its own; then check them again</source>
        <translation>所选论断需要而当前会话没有的测量，取自先前为论断所做的测量，或另作为单独的会话快速测量；然后重新检验</translation>
    </message>
    <message>
        <source>Claims are being checked; wait for their end, or stop them</source>
        <translation>正在检验论断；请等待结束或将其停止</translation>
    </message>
    <message>
        <source>A run is being measured; wait for its end, or stop it</source>
        <translation>正在测量；请等待结束或将其停止</translation>
    </message>
    <message>
        <source>Select a claim that rests on measurements: {numbers}</source>
        <translation>请选择依据测量的论断：{numbers}</translation>
    </message>
    <message>
        <source>A run is being measured; claims can be checked when it is over.</source>
        <translation>正在测量；测量结束后可以检验论断。</translation>
    </message>
    <message>
        <source>{known} of {total} claims checked. Timed claims use the session that is shown; experiments are small and run on the processor.</source>
        <translation>已检验 {known}/{total} 条论断。涉及时间的论断使用当前显示的会话；实验规模很小，在处理器上运行。</translation>
    </message>
    <message>
        <source>Measuring what claim {number} lacks: {progress}</source>
        <translation>正在测量论断 {number} 缺少的部分：{progress}</translation>
    </message>
    <message>
        <source>Checking claim {number}; {done} of {total} are done.</source>
        <translation>正在检验论断 {number}；已完成 {done}/{total}。</translation>
    </message>
    <message>
        <source>part {number} of {total}</source>
        <translation>第 {number} 部分，共 {total} 部分</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>A run is being measured</source>
        <translation>正在测量</translation>
    </message>
    <message>
        <source>Close MixBench while a run is being measured?</source>
        <translation>测量正在进行，要关闭 MixBench 吗？</translation>
    </message>
    <message>
        <source>What has been measured is kept, whatever you choose. After a stop the next start offers to go on with the rest.</source>
        <translation>无论如何选择，已测得的结果都会保留。若现在停止，下次启动时可继续测量其余部分。</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>停止并关闭</translation>
    </message>
    <message>
        <source>Close when it is done</source>
        <translation>测完后关闭</translation>
    </message>
    <message>
        <source>MixBench closes when the run is done.</source>
        <translation>测量完成后 MixBench 将自动关闭。</translation>
    </message>
</context>
<context>
    <name>ColumnsMenu</name>
    <message>
        <source>Reset columns</source>
        <translation>重置列</translation>
    </message>
    <message>
        <source>Find a column</source>
        <translation>查找列</translation>
    </message>
    <message>
        <source>Show only the columns whose name or meaning has these words</source>
        <translation>只列出名称或含义中有这些词的列</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>排序方式</translation>
    </message>
    <message>
        <source>Order of running</source>
        <translation>运行顺序</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Nothing is called that. Try fewer letters.</source>
        <extracomment>So many of the entries that were used lately stand at the top. Keys that move in the list while the text keeps the focus.</extracomment>
        <translation>没有这个名称。请少输入几个字符。</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Action, page or model</source>
        <translation>操作、页面或模型</translation>
    </message>
    <message>
        <source>What to find</source>
        <translation>要查找的内容</translation>
    </message>
    <message>
        <source>Any part of a name, in English or Chinese; first letters will do</source>
        <translation>名称的任意部分，中英文均可；英文可只输首字母</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>查找结果</translation>
    </message>
    <message>
        <source>Arrows move, Enter runs, Esc leaves</source>
        <translation>方向键移动，回车执行，Esc 离开</translation>
    </message>
    <message>
        <source>↑ ↓ move   ·   Enter runs   ·   Esc leaves</source>
        <translation>↑ ↓ 移动   ·   回车执行   ·   Esc 离开</translation>
    </message>
</context>
<context>
    <name>ConditionChips</name>
    <message>
        <source>Device and threads</source>
        <extracomment>What is offered before the worker has said what the machine has.</extracomment>
        <translation>设备与线程</translation>
    </message>
    <message>
        <source>Data type</source>
        <translation>数据类型</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Memory layout</source>
        <translation>内存布局</translation>
    </message>
    <message>
        <source>Precision target</source>
        <translation>精度目标</translation>
    </message>
    <message>
        <source>Runtime</source>
        <translation>运行方式</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>Data type of weights and activations</source>
        <translation>权重与激活的数据类型</translation>
    </message>
    <message>
        <source>batch: axis</source>
        <translation>批大小：横轴</translation>
    </message>
    <message>
        <source>batch {n}</source>
        <translation>批大小 {n}</translation>
    </message>
    <message>
        <source>Images in one call</source>
        <translation>一次调用的图像数</translation>
    </message>
    <message>
        <source>Order of an image&apos;s values in memory</source>
        <translation>图像数值在内存中的排列次序</translation>
    </message>
    <message>
        <source>target ±{target:g} %</source>
        <translation>目标 ±{target:g} %</translation>
    </message>
    <message>
        <source>Half-width of the 95 % interval at which a timing stops</source>
        <translation>95 % 置信区间的半宽达到此值时停止计时</translation>
    </message>
    <message>
        <source>CPU · all threads</source>
        <translation>CPU · 全部线程</translation>
    </message>
    <message>
        <source>CPU · 1 thread</source>
        <translation>CPU · 1 线程</translation>
    </message>
    <message>
        <source>CPU · {n} threads</source>
        <translation>CPU · {n} 线程</translation>
    </message>
    <message>
        <source>{device} is not on this machine; choose another device</source>
        <translation>本机没有 {device}；请选择其他设备</translation>
    </message>
    <message>
        <source>Measured on {name}</source>
        <translation>在 {name} 上测量</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>all cores</source>
        <translation>全部核心</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>PyTorch runs operator by operator; nothing is compiled</source>
        <translation>PyTorch 逐个算子运行，不做编译</translation>
    </message>
    <message>
        <source>Compiled by torch.compile first; the time for that is reported apart</source>
        <translation>先由 torch.compile 编译；编译用时单独报告</translation>
    </message>
    <message>
        <source>Recorded once and replayed as a whole: operators are not launched one by one</source>
        <translation>录制一次后整体重放：算子不再逐个启动</translation>
    </message>
    <message>
        <source>A CUDA graph holds a forward pass, not a training step</source>
        <translation>CUDA 图只能容纳前向传播，不能容纳训练步</translation>
    </message>
    <message>
        <source>Only a CUDA device replays graphs; choose one at the chip of the device first</source>
        <translation>只有 CUDA 设备能重放图；请先在设备标签中选择一个</translation>
    </message>
    <message>
        <source>Only a CUDA device replays graphs, and this machine has none</source>
        <translation>只有 CUDA 设备能重放图，而本机没有</translation>
    </message>
    <message>
        <source>Forward, backward and a step of AdamW, together and each by itself</source>
        <translation>前向、反向与一步 AdamW，既计总时间，也分别计时</translation>
    </message>
    <message>
        <source>Forward passes without gradients, as in use</source>
        <translation>不带梯度的前向传播，与实际使用相同</translation>
    </message>
    <message>
        <source>{line}, in {n} processes or more</source>
        <translation>{line}，至少 {n} 个进程</translation>
    </message>
    <message>
        <source>quick</source>
        <translation>快速</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>publish</source>
        <translation>发表</translation>
    </message>
    <message>
        <source>{name}: ±{target:g} %, at most {cap:g} s a case</source>
        <translation>{name}：±{target:g} %，每个测点最多 {cap:g} 秒</translation>
    </message>
</context>
<context>
    <name>Conditions</name>
    <message>
        <source>contiguous</source>
        <translation>连续</translation>
    </message>
    <message>
        <source>channels last</source>
        <translation>通道在后</translation>
    </message>
    <message>
        <source>eager</source>
        <translation>eager</translation>
    </message>
    <message>
        <source>CUDA graph</source>
        <translation>CUDA 图</translation>
    </message>
    <message>
        <source>inference</source>
        <translation>推理</translation>
    </message>
    <message>
        <source>training step</source>
        <translation>训练步</translation>
    </message>
    <message>
        <source>CPU, all cores</source>
        <translation>CPU，全部核心</translation>
    </message>
    <message>
        <source>CPU, 1 thread</source>
        <translation>CPU，1 个线程</translation>
    </message>
    <message>
        <source>CPU, {n} threads</source>
        <translation>CPU，{n} 个线程</translation>
    </message>
    <message>
        <source>batch {n}</source>
        <translation>批大小 {n}</translation>
    </message>
</context>
<context>
    <name>Continuation</name>
    <message>
        <source>A run was cut off: {finished} of {planned} points are measured.</source>
        <translation>上次测量中断：已测 {finished}/{planned} 个点。</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>Counters</name>
    <message>
        <source>our count</source>
        <extracomment>Columns before those of the witnesses; after them come the place and the reason.</extracomment>
        <translation>我们的计数</translation>
    </message>
    <message>
        <source>added</source>
        <translation>多计</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>漏计</translation>
    </message>
    <message>
        <source>counted otherwise</source>
        <translation>计法不同</translation>
    </message>
    <message>
        <source>count and causes</source>
        <translation>计数加各项原因</translation>
    </message>
    <message>
        <source>the counter&apos;s figure</source>
        <translation>该计数器的结果</translation>
    </message>
    <message>
        <source>unexplained</source>
        <translation>无法解释</translation>
    </message>
    <message>
        <source>law</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>{witness} [MACs]</source>
        <translation>{witness} [MACs]</translation>
    </message>
    <message>
        <source>What</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>算子</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用次数</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>{witness}: {amount} are unexplained</source>
        <translation>{witness}:{amount} 无法解释</translation>
    </message>
    <message>
        <source>{witness} agrees to the last MAC</source>
        <translation>{witness} 与计数完全一致,一个 MAC 不差</translation>
    </message>
    <message>
        <source>{witness} says {figure}, {share} above our count</source>
        <translation>{witness} 给出 {figure},比我们的计数高 {share}</translation>
    </message>
    <message>
        <source>{witness} says {figure}, {share} below our count</source>
        <translation>{witness} 给出 {figure},比我们的计数低 {share}</translation>
    </message>
    <message>
        <source>one cause explains all of it</source>
        <translation>一项原因即可全部解释</translation>
    </message>
    <message>
        <source>{causes} causes explain all of it</source>
        <translation>{causes} 项原因可全部解释</translation>
    </message>
</context>
<context>
    <name>CountersPage</name>
    <message>
        <source>The resolution of the images</source>
        <extracomment>The most that a column takes before the reason, which takes what they leave. So many layers of a cause are named below the table.</extracomment>
        <translation>图像的分辨率</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the table</source>
        <translation>复制表格</translation>
    </message>
    <message>
        <source>Copy for a spreadsheet</source>
        <translation>复制到电子表格</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>复制为 Markdown</translation>
    </message>
    <message>
        <source>Counters and the causes of their differences</source>
        <translation>各计数器及其差异的原因</translation>
    </message>
    <message>
        <source>Ask fvcore</source>
        <translation>询问 fvcore</translation>
    </message>
    <message>
        <source>Let fvcore run the model and count it</source>
        <translation>让 fvcore 运行模型并计数</translation>
    </message>
    <message>
        <source>MACs of one image; FLOPs = 2 × MACs</source>
        <translation>单张图像的 MACs;FLOPs = 2 × MACs</translation>
    </message>
    <message>
        <source>fvcore runs the model to trace it: {macs}, and about {memory} of memory</source>
        <translation>fvcore 需要实际运行模型以跟踪它:{macs},约需 {memory} 内存</translation>
    </message>
    <message>
        <source>fvcore is asked as soon as the run is over.</source>
        <translation>本次测量结束后即询问 fvcore。</translation>
    </message>
    <message>
        <source>fvcore is running the model…</source>
        <translation>fvcore 正在运行模型…</translation>
    </message>
    <message>
        <source>Select a model at the left: what each counter says of it is shown here.</source>
        <translation>请在左侧选择一个模型:各计数器对它的结果将显示在此处。</translation>
    </message>
    <message>
        <source>The counters are asked as soon as the run is over.</source>
        <translation>本次测量结束后即询问各计数器。</translation>
    </message>
    <message>
        <source>The counters are being asked…</source>
        <translation>正在询问各计数器…</translation>
    </message>
    <message>
        <source>the network itself</source>
        <translation>网络本身</translation>
    </message>
    <message>
        <source> and {more} more</source>
        <translation> 以及另外 {more} 个</translation>
    </message>
</context>
<context>
    <name>DataFolderField</name>
    <message>
        <source>Open</source>
        <extracomment>The folder that is in use until the window is closed.</extracomment>
        <translation>打开</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Usual folder</source>
        <translation>默认文件夹</translation>
    </message>
    <message>
        <source>Show the folder among the files</source>
        <translation>在文件管理器中显示此文件夹</translation>
    </message>
    <message>
        <source>Keep results elsewhere from the next start on</source>
        <translation>从下次启动起把结果存放到别处</translation>
    </message>
    <message>
        <source>From the next start on, keep results in {folder} again</source>
        <translation>从下次启动起，重新把结果存放在 {folder}</translation>
    </message>
    <message>
        <source>Where to keep results</source>
        <translation>结果存放位置</translation>
    </message>
    <message>
        <source>The environment names the folder in {variable}; that comes first.</source>
        <translation>环境变量 {variable} 指定了文件夹，以它为准。</translation>
    </message>
    <message>
        <source>From the next start on: {folder}. What was measured so far stays in {here}.</source>
        <translation>从下次启动起使用：{folder}。已测得的结果仍保留在 {here}。</translation>
    </message>
    <message>
        <source>Results, settings and the log lie here. A change holds from the next start on.</source>
        <translation>结果、设置和日志都在这里。更改从下次启动起生效。</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>What to send when you ask for help</source>
        <extracomment>Numbers are to be written anew: a person wants more digits of them, or fewer.</extracomment>
        <translation>求助时请附上以下内容</translation>
    </message>
    <message>
        <source>Something went wrong inside MixBench: {error}</source>
        <translation>MixBench 内部出错：{error}</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Show a report that can be copied</source>
        <translation>显示可复制的报告</translation>
    </message>
    <message>
        <source>MixBench ended unexpectedly last time.</source>
        <translation>MixBench 上次意外退出。</translation>
    </message>
    <message>
        <source>It was ended from outside, or the machine was switched off: it left no word.</source>
        <translation>它被外部终止，或机器断电：没有留下任何记录。</translation>
    </message>
    <message>
        <source>Show report</source>
        <translation>查看报告</translation>
    </message>
</context>
<context>
    <name>Distribution</name>
    <message>
        <source>round (0: coarse)</source>
        <extracomment>Where each sample lies within the column of its round: the golden section spreads any number evenly. The room of a round&apos;s number below its column.</extracomment>
        <translation>轮次（0：粗测）</translation>
    </message>
    <message>
        <source>round</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>样本数</translation>
    </message>
    <message>
        <source>median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>seconds since the first sample</source>
        <extracomment>Words at neighbouring visits keep so far from one another; what has no room is left out.</extracomment>
        <translation>自首个样本起的秒数</translation>
    </message>
    <message>
        <source>sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>process {process}</source>
        <translation>进程 {process}</translation>
    </message>
    <message>
        <source>coarse</source>
        <translation>粗测</translation>
    </message>
    <message>
        <source>visit {visit}</source>
        <translation>访问 {visit}</translation>
    </message>
    <message>
        <source>warm-up, call {number}: {ms} ms</source>
        <translation>预热，第 {number} 次调用：{ms} ms</translation>
    </message>
    <message>
        <source>latency, % of the median</source>
        <extracomment>Wide enough for five figures, and the same in plots that lie above one another. The least height of a plot with its axis. What `fit` shows, as positions: left, right, bottom, top.</extracomment>
        <translation>延迟（中位数的 %）</translation>
    </message>
    <message>
        <source>latency, ms</source>
        <translation>延迟, ms</translation>
    </message>
    <message>
        <source>coarse first look: {ms} ms</source>
        <extracomment>Dots let one another through; with more samples than this they are small.</extracomment>
        <translation>首次粗测：{ms} ms</translation>
    </message>
    <message>
        <source>round {round}, sample {sample}: {ms} ms, disturbed</source>
        <translation>第 {round} 轮，样本 {sample}：{ms} ms，受干扰</translation>
    </message>
    <message>
        <source>round {round}, sample {sample}: {ms} ms</source>
        <translation>第 {round} 轮，样本 {sample}：{ms} ms</translation>
    </message>
    <message>
        <source>Median, coarse</source>
        <translation>中位数（粗测）</translation>
    </message>
    <message>
        <source>a first look before the rounds; it is no part of the estimate</source>
        <translation>正式各轮之前的粗测；不计入估计值</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>the median of the medians of the rounds</source>
        <translation>各轮中位数的中位数</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 % 置信区间</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>访问次数</translation>
    </message>
    <message>
        <source>how often the network was built and warmed up anew</source>
        <translation>网络重新构建并预热的次数</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>进程数</translation>
    </message>
    <message>
        <source>Disturbed</source>
        <translation>受干扰</translation>
    </message>
    <message>
        <source>samples during which the measuring cores were wanted by others; marked, never dropped</source>
        <translation>采样期间测量核心被其他进程争用的样本；只作标记，从不丢弃</translation>
    </message>
    <message>
        <source>a sample is one call</source>
        <translation>一个样本是一次调用</translation>
    </message>
    <message>
        <source>a sample is the mean of {calls} calls in a block</source>
        <translation>一个样本是一个块内 {calls} 次调用的平均</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>停止原因</translation>
    </message>
    <message>
        <source>First call</source>
        <translation>首次调用</translation>
    </message>
    <message>
        <source>Compiling</source>
        <translation>编译</translation>
    </message>
    <message>
        <source>End to end</source>
        <translation>端到端</translation>
    </message>
</context>
<context>
    <name>DistributionPage</name>
    <message>
        <source>Strip</source>
        <extracomment>Redraws are gathered for this long; while a block is timed for much longer, for a repaint takes a core: then the page draws for no more than this share of the time.</extracomment>
        <translation>散点条</translation>
    </message>
    <message>
        <source>A column a round, a dot a sample</source>
        <translation>每轮一列，每个样本一点</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>直方图</translation>
    </message>
    <message>
        <source>How many samples are how long</source>
        <translation>各时长的样本数</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>按顺序</translation>
    </message>
    <message>
        <source>Samples as they were taken, one after another</source>
        <translation>按采集顺序逐个显示样本</translation>
    </message>
    <message>
        <source>log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Space latency by powers</source>
        <translation>延迟采用对数坐标</translation>
    </message>
    <message>
        <source>Relative</source>
        <translation>相对</translation>
    </message>
    <message>
        <source>Latency in per cent of the median, to compare the spread of models</source>
        <translation>以中位数的百分比表示延迟，便于比较各模型的离散程度</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Show every model that was measured at this size and batch</source>
        <translation>显示在此尺寸和批量下测量的所有模型</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>Show the gaps between rounds; otherwise samples stand close</source>
        <translation>显示各轮之间的间隔；否则样本紧挨排列</translation>
    </message>
    <message>
        <source>Phases</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Show the parts of a training step beside it</source>
        <translation>同时显示训练步的各个阶段</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适应</translation>
    </message>
    <message>
        <source>Show all data again; so does a double click</source>
        <translation>重新显示全部数据；双击亦可</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Save or copy the samples or the plot</source>
        <translation>保存或复制样本或图</translation>
    </message>
    <message>
        <source>Copy samples</source>
        <translation>复制样本</translation>
    </message>
    <message>
        <source>Save samples as CSV…</source>
        <translation>将样本保存为 CSV…</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>保存为 PNG…</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>保存为 SVG…</translation>
    </message>
    <message>
        <source>Copy as image</source>
        <translation>复制为图像</translation>
    </message>
    <message>
        <source>{resolution} px, batch {batch}</source>
        <translation>{resolution} px，批量 {batch}</translation>
    </message>
    <message>
        <source>No results yet. Press Run to measure the ticked models.</source>
        <translation>尚无结果。按“运行”测量已勾选的模型。</translation>
    </message>
    <message>
        <source>Click a point of the plot or a row of the table to see its samples.</source>
        <translation>点击图中的点或表中的行以查看其样本。</translation>
    </message>
    <message>
        <source>No samples: {reason}</source>
        <translation>没有样本：{reason}</translation>
    </message>
    <message>
        <source>No samples yet: {state}</source>
        <translation>尚无样本：{state}</translation>
    </message>
    <message>
        <source>dots: samples · hollow diamonds: disturbed ones</source>
        <translation>圆点：样本 · 空心菱形：受干扰的样本</translation>
    </message>
    <message>
        <source>short lines: round medians · band: 95 % interval</source>
        <translation>短线：各轮中位数 · 色带：95 % 置信区间</translation>
    </message>
    <message>
        <source>circles: warm-up, arrows: beyond the plot · shaded: every other round</source>
        <translation>圆圈：预热，箭头：超出图的范围 · 底纹：每隔一轮</translation>
    </message>
    <message>
        <source>filled: undisturbed samples · hollow: disturbed ones · without the first look</source>
        <translation>实心：未受干扰的样本 · 空心：受干扰的样本 · 不含首次粗测</translation>
    </message>
    <message>
        <source>Saved to {path}</source>
        <translation>已保存到 {path}</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>DockTitle</name>
    <message>
        <source>Drag to move the panel; double-click to float or dock it</source>
        <extracomment>Counted up when a saved layout of the former version would no longer make sense. How wide the columns are at most, and which share of the width they take where that is less. What a table needs for a few rows, below its tab and its buttons. How the panels of the left share its height, from the top. On a window lower than this each would be a slit: the second goes behind the first.</extracomment>
        <translation>拖动可移动此面板；双击可浮动或停靠</translation>
    </message>
    <message>
        <source>Float or dock the panel</source>
        <translation>浮动或停靠此面板</translation>
    </message>
    <message>
        <source>Close the panel; View &gt; Panels brings it back</source>
        <translation>关闭此面板；可通过“视图 &gt; 面板”重新打开</translation>
    </message>
</context>
<context>
    <name>Docks</name>
    <message>
        <source>Panels that share this place</source>
        <translation>共用此位置的面板</translation>
    </message>
</context>
<context>
    <name>DraftMenu</name>
    <message>
        <source>Remove the duplicate</source>
        <translation>移除复本</translation>
    </message>
</context>
<context>
    <name>Duel</name>
    <message>
        <source>faster</source>
        <translation>更快</translation>
    </message>
    <message>
        <source>slower</source>
        <translation>更慢</translation>
    </message>
    <message>
        <source>same within 1 %</source>
        <translation>相差不到 1 %</translation>
    </message>
    <message>
        <source>cannot tell</source>
        <translation>无法判定</translation>
    </message>
    <message>
        <source>{first} is faster: {ratio} × the time of {second}</source>
        <translation>{first} 更快：用时为 {second} 的 {ratio} 倍</translation>
    </message>
    <message>
        <source>{first} is slower: {ratio} × the time of {second}</source>
        <translation>{first} 更慢：用时为 {second} 的 {ratio} 倍</translation>
    </message>
    <message>
        <source>{first} and {second} take the same time within 1 %</source>
        <translation>{first} 与 {second} 用时相差不到 1 %</translation>
    </message>
    <message>
        <source>It cannot be told which is faster, {first} or {second}</source>
        <translation>无法判定 {first} 与 {second} 谁更快</translation>
    </message>
    <message>
        <source>paired rounds: {n}</source>
        <translation>成对轮次：{n}</translation>
    </message>
    <message>
        <source>95 % interval {low} to {high}</source>
        <translation>95 % 区间 {low} 至 {high}</translation>
    </message>
    <message>
        <source>{first} against {second}</source>
        <translation>{first} 对 {second}</translation>
    </message>
    <message>
        <source>The duel ended without a verdict: {names}</source>
        <translation>对决结束，没有结论：{names}</translation>
    </message>
    <message>
        <source>ratio {ratio}</source>
        <translation>比值 {ratio}</translation>
    </message>
    <message>
        <source>A run is being measured; wait for its end, or stop it</source>
        <translation>正在测量；请等待其结束，或将其停止</translation>
    </message>
    <message>
        <source>Select two rows of the results: click one, then Ctrl-click the other</source>
        <translation>请选中两行结果：单击一行，再按住 Ctrl 单击另一行</translation>
    </message>
</context>
<context>
    <name>DuelControl</name>
    <message>
        <source>There has been no duel yet; select two rows of the results and press Duel.</source>
        <translation>尚未进行过对决；请选中两行结果并点“对决”。</translation>
    </message>
</context>
<context>
    <name>DuelDialog</name>
    <message>
        <source>Duel</source>
        <translation>对决</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>再来一次</translation>
    </message>
    <message>
        <source>Measure the same two once more, as a session of its own</source>
        <translation>将同样的两项再测一次，另存为一个会话</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop the duel; the rounds so far are kept</source>
        <translation>停止对决；已测的轮次会保留</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy names, conditions, verdict and times as text</source>
        <translation>将名称、条件、结论与用时复制为文本</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this window; a duel under way goes on</source>
        <translation>关闭此窗口；进行中的对决会继续</translation>
    </message>
    <message>
        <source>The duel goes on; “Show last duel” in the menu Session brings it back</source>
        <translation>对决会继续进行；用“会话”菜单中的“显示上次对决”可重新打开</translation>
    </message>
    <message>
        <source>measuring</source>
        <translation>测量中</translation>
    </message>
    <message>
        <source>no verdict</source>
        <translation>没有结论</translation>
    </message>
    <message>
        <source>The first pair of rounds is on its way.</source>
        <translation>第一对轮次正在测量。</translation>
    </message>
    <message>
        <source>time of the first over that of the second: {ratio}</source>
        <translation>前者用时与后者之比：{ratio}</translation>
    </message>
</context>
<context>
    <name>DuelPlot</name>
    <message>
        <source>Ratio of the paired rounds</source>
        <extracomment>The interval has a line of its own above the pairs. The axis reaches at least to these, so that the band is always seen whole.</extracomment>
        <translation>成对轮次的比值</translation>
    </message>
    <message>
        <source>{pairs} pairs of rounds, the first above; crosses: {marked} disturbed ones</source>
        <translation>{pairs} 对轮次，最早的在上；叉号：{marked} 对受干扰</translation>
    </message>
    <message>
        <source>← first is faster</source>
        <translation>← 前者更快</translation>
    </message>
    <message>
        <source>first is slower →</source>
        <translation>前者更慢 →</translation>
    </message>
    <message>
        <source>±1 %</source>
        <translation>±1 %</translation>
    </message>
</context>
<context>
    <name>Duration</name>
    <message>
        <source>h</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>min</source>
        <translation>分</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
</context>
<context>
    <name>Edits</name>
    <message>
        <source>Nothing has been changed yet.</source>
        <translation>尚未作任何更改。</translation>
    </message>
    <message>
        <source>Nothing has been taken back.</source>
        <translation>没有可重做的操作。</translation>
    </message>
    <message>
        <source>Tick {model}</source>
        <extracomment>Settings of the sweep that are typed, so that changes which follow each other are one edit.</extracomment>
        <translation>勾选 {model}</translation>
    </message>
    <message>
        <source>Untick {model}</source>
        <translation>取消勾选 {model}</translation>
    </message>
    <message>
        <source>Compare only {model}</source>
        <translation>仅比较 {model}</translation>
    </message>
    <message>
        <source>Remove {model}</source>
        <translation>移除 {model}</translation>
    </message>
    <message>
        <source>Tick {n} models</source>
        <translation>勾选 {n} 个模型</translation>
    </message>
    <message>
        <source>Untick {n} models</source>
        <translation>取消勾选 {n} 个模型</translation>
    </message>
    <message>
        <source>Compare only {n} models</source>
        <translation>只比较 {n} 个模型</translation>
    </message>
    <message>
        <source>Remove {n} copies</source>
        <translation>删除 {n} 个副本</translation>
    </message>
    <message>
        <source>Add {model}</source>
        <translation>添加 {model}</translation>
    </message>
    <message>
        <source>Duplicate {model}</source>
        <translation>复制 {model}</translation>
    </message>
    <message>
        <source>Rename {model}</source>
        <translation>重命名 {model}</translation>
    </message>
    <message>
        <source>Reset {model}</source>
        <translation>还原 {model}</translation>
    </message>
    <message>
        <source>Change {hyperparameter} of {model}</source>
        <translation>更改 {model} 的{hyperparameter}</translation>
    </message>
    <message>
        <source>Change the comparison</source>
        <translation>更改对比</translation>
    </message>
    <message>
        <source>Load preset {name}</source>
        <translation>载入预设 {name}</translation>
    </message>
    <message>
        <source>Change the sweep</source>
        <translation>更改扫描</translation>
    </message>
    <message>
        <source>Change the axis of the sweep</source>
        <translation>更改扫描轴</translation>
    </message>
    <message>
        <source>Change the range of the sweep</source>
        <translation>更改扫描范围</translation>
    </message>
    <message>
        <source>Change the resolution</source>
        <translation>更改分辨率</translation>
    </message>
    <message>
        <source>Change the batch</source>
        <translation>更改批大小</translation>
    </message>
    <message>
        <source>Change the precision target</source>
        <translation>更改精度目标</translation>
    </message>
    <message>
        <source>Change the device</source>
        <translation>更改设备</translation>
    </message>
    <message>
        <source>Change the threads</source>
        <translation>更改线程数</translation>
    </message>
    <message>
        <source>Change the data type</source>
        <translation>更改数据类型</translation>
    </message>
    <message>
        <source>Change the memory layout</source>
        <translation>更改内存布局</translation>
    </message>
    <message>
        <source>Change the runtime</source>
        <translation>更改运行方式</translation>
    </message>
    <message>
        <source>Change the mode</source>
        <translation>更改模式</translation>
    </message>
</context>
<context>
    <name>Elsewhere</name>
    <message>
        <source>{name} unknown</source>
        <translation>{name}未知</translation>
    </message>
    <message>
        <source>{name} {found}, not {wanted}</source>
        <translation>{name}为 {found}，而非 {wanted}</translation>
    </message>
    <message>
        <source>{found}, not {wanted}</source>
        <translation>{found}，而非 {wanted}</translation>
    </message>
    <message>
        <source>device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>machine</source>
        <translation>机器</translation>
    </message>
    <message>
        <source>precision of numbers</source>
        <translation>数值精度</translation>
    </message>
    <message>
        <source>memory layout</source>
        <translation>内存布局</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>批量</translation>
    </message>
    <message>
        <source>threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>runtime</source>
        <translation>运行方式</translation>
    </message>
    <message>
        <source>mode</source>
        <translation>模式</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>busy machine: {share} of the samples were disturbed by other processes</source>
        <translation>机器繁忙：{share} 的样本受到其他进程干扰</translation>
    </message>
    <message>
        <source>unsteady cores: {share} of the samples waited for a core though other processes took hardly any; on a shared or virtual machine fewer threads are steadier</source>
        <translation>核心不稳定：{share} 的样本在等待核心，而其他进程几乎未占用；在共享机器或虚拟机上，减少线程会更稳定</translation>
    </message>
    <message>
        <source>unsteady clock: in {share} of the rounds the device fell to as little as {lowest} of {top} MHz; all their samples are marked</source>
        <translation>频率不稳定：{share} 的轮次中设备频率降至 {lowest} MHz（最高 {top} MHz）；这些轮次的样本全部标记</translation>
    </message>
    <message>
        <source>unsteady clock: in {share} of the rounds the device fell to as little as {lowest} of {top} MHz ({causes}); all their samples are marked</source>
        <translation>频率不稳定：{share} 的轮次中设备频率降至 {lowest} MHz（最高 {top} MHz；{causes}）；这些轮次的样本全部标记</translation>
    </message>
    <message>
        <source>drift: the last third of the rounds was {shift} slower than the first</source>
        <translation>漂移：最后三分之一的轮次比最初三分之一慢 {shift}</translation>
    </message>
    <message>
        <source>drift: the last third of the rounds was {shift} faster than the first</source>
        <translation>漂移：最后三分之一的轮次比最初三分之一快 {shift}</translation>
    </message>
    <message>
        <source>drift: over the last third of the rounds the first case was {shift} slower against the second</source>
        <translation>漂移：在最后三分之一的轮次中，前者相对于后者慢了 {shift}</translation>
    </message>
    <message>
        <source>drift: over the last third of the rounds the first case was {shift} faster against the second</source>
        <translation>漂移：在最后三分之一的轮次中，前者相对于后者快了 {shift}</translation>
    </message>
    <message>
        <source>two modes: {share} of the samples took about {slow} ms, the others {fast}</source>
        <translation>双峰：{share} 的样本约为 {slow} ms，其余约为 {fast} ms</translation>
    </message>
    <message>
        <source>correlated rounds: neighbours are alike ({correlation}), so the interval may be too narrow</source>
        <translation>轮次相关：相邻轮次相似（{correlation}），区间可能过窄</translation>
    </message>
    <message>
        <source>did not settle: the calls were still changing when the warm-up ended</source>
        <translation>未稳定：预热结束时调用时间仍在变化</translation>
    </message>
    <message>
        <source>too few processes: {found} instead of {wanted}</source>
        <translation>进程太少：{found} 个，应为 {wanted} 个</translation>
    </message>
    <message>
        <source>too few rounds: {found} instead of {wanted} fitted into {cap} s</source>
        <translation>轮次太少：{cap} s 内只有 {found} 轮，应为 {wanted} 轮</translation>
    </message>
    <message>
        <source>interval of ±{found} instead of ±{asked} after {cap} s</source>
        <translation>{cap} s 后区间为 ±{found}，目标为 ±{asked}</translation>
    </message>
    <message>
        <source>its fully-connected layer mixes {channels} channels and all {high} x {wide} places of a partition at once: a unit has a map for each of those channels, not one</source>
        <translation>它的全连接层同时混合 {channels} 个通道和一个分区的全部 {high} x {wide} 个位置：每个单元对每个通道各有一幅图，而不是一幅</translation>
    </message>
    <message>
        <source>its {high} x {wide} convolutions mix channels and places at once: a unit has a map for each of {channels} channels, not one</source>
        <translation>它的 {high} x {wide} 卷积同时混合通道与位置：每个单元对 {channels} 个通道各有一幅图，而不是一幅</translation>
    </message>
    <message>
        <source>the weights of its spatial mixing lie over channels; places come together by shifts, regions, or factors that it computes from the image</source>
        <translation>它的空间混合权重作用于通道；各位置通过移位、区域或由图像计算的系数相互联系</translation>
    </message>
    <message>
        <source>its spatial mixing has no weights</source>
        <translation>它的空间混合没有权重</translation>
    </message>
    <message>
        <source>this network has no blocks that mix places</source>
        <translation>该网络没有混合位置的块</translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Open folder of the log</source>
        <translation>打开日志所在文件夹</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The report</source>
        <translation>报告内容</translation>
    </message>
    <message>
        <source>Everything that Copy report copies; nothing is sent anywhere</source>
        <translation>“复制报告”所复制的全部内容；不会发送到任何地方</translation>
    </message>
    <message>
        <source>Put the report on the clipboard, for where you ask for help</source>
        <translation>把报告放到剪贴板，供求助时粘贴</translation>
    </message>
    <message>
        <source>Show window.log among the files of MixBench</source>
        <translation>在 MixBench 的文件中显示 window.log</translation>
    </message>
    <message>
        <source>Close this window (Esc)</source>
        <translation>关闭此窗口（Esc）</translation>
    </message>
    <message>
        <source>Your results are safe: each was stored when it was finished.</source>
        <translation>您的结果是安全的：每个结果在完成时就已保存。</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>CSV, for spreadsheets and programs</source>
        <translation>CSV，用于电子表格和程序</translation>
    </message>
    <message>
        <source>JSON, for programs</source>
        <translation>JSON，用于程序</translation>
    </message>
    <message>
        <source>Parquet, for data frames</source>
        <translation>Parquet，用于数据框</translation>
    </message>
    <message>
        <source>Markdown table</source>
        <translation>Markdown 表格</translation>
    </message>
    <message>
        <source>LaTeX table (booktabs)</source>
        <translation>LaTeX 表格（booktabs）</translation>
    </message>
    <message>
        <source>Report on one page (HTML)</source>
        <translation>单页报告（HTML）</translation>
    </message>
    <message>
        <source>Report, figures beside it (Markdown)</source>
        <translation>报告，图在旁（Markdown）</translation>
    </message>
    <message>
        <source>Report, figures beside it (LaTeX)</source>
        <translation>报告，图在旁（LaTeX）</translation>
    </message>
</context>
<context>
    <name>ExportChip</name>
    <message>
        <source>Export</source>
        <extracomment>A copy is as fine as a sharp screen: it is looked at where it is pasted.</extracomment>
        <translation>导出</translation>
    </message>
    <message>
        <source>Save or copy the plot</source>
        <translation>保存或复制图表</translation>
    </message>
    <message>
        <source>Save as picture…</source>
        <translation>保存为图片…</translation>
    </message>
    <message>
        <source>Saved to {path}</source>
        <translation>已保存到 {path}</translation>
    </message>
    <message>
        <source>Copy as image</source>
        <translation>复制为图像</translation>
    </message>
</context>
<context>
    <name>ExportControl</name>
    <message>
        <source>There are no results to save yet; press Run first.</source>
        <translation>还没有可保存的结果；请先按“运行”。</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export results</source>
        <translation>导出结果</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>What the file is for</source>
        <translation>文件的用途</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Which results go into the file</source>
        <translation>写入文件的结果</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Which figures of each result</source>
        <translation>每条结果的哪些数值</translation>
    </message>
    <message>
        <source>Those of the results file</source>
        <translation>结果文件的标准列</translation>
    </message>
    <message>
        <source>Those of the table, as it stands</source>
        <translation>表格当前显示的列</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Where the file is written</source>
        <translation>文件的保存位置</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Choose a folder and a name</source>
        <translation>选择文件夹和文件名</translation>
    </message>
    <message>
        <source>Close without a file</source>
        <translation>关闭，不写文件</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Write the file</source>
        <translation>写入文件</translation>
    </message>
    <message>
        <source>All results of the session ({count})</source>
        <translation>会话的全部结果（{count}）</translation>
    </message>
    <message>
        <source>Those that the filter shows ({count})</source>
        <translation>筛选后显示的（{count}）</translation>
    </message>
    <message>
        <source>The selected ones ({count})</source>
        <translation>选中的（{count}）</translation>
    </message>
    <message>
        <source>Parquet needs the library pyarrow: run pip install &apos;mixbench[parquet]&apos;.</source>
        <translation>Parquet 需要 pyarrow 库：请运行 pip install &apos;mixbench[parquet]&apos;。</translation>
    </message>
    <message>
        <source>The report is being written; figures take some seconds.</source>
        <translation>正在写入报告；绘图需要几秒钟。</translation>
    </message>
    <message>
        <source>A report is of the whole session, with all that is known of it.</source>
        <translation>报告涵盖整个会话及其全部所知。</translation>
    </message>
    <message>
        <source>The file that is there will be replaced.</source>
        <translation>已有的文件将被替换。</translation>
    </message>
    <message numerus="yes">
        <source>Saved %n result(s) to {path}</source>
        <translation>
            <numerusform>已将 %n 条结果保存到 {path}</numerusform>
        </translation>
    </message>
    <message>
        <source>The report is saved to {path}</source>
        <translation>报告已保存到 {path}</translation>
    </message>
    <message>
        <source>There are no results to save yet; press Run first.</source>
        <translation>还没有可保存的结果；请先按“运行”。</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>Use the nearest</source>
        <extracomment>Behind the name of what differs from the published variant. Longer published values stand in the tooltip alone. Up to so many editors stand in a line with air between them. The editor that the slider moves: of several, the one that was entered last.</extracomment>
        <translation>改用最接近的值</translation>
    </message>
    <message>
        <source>Put the nearest accepted value into the field</source>
        <translation>将最接近的可接受值填入该字段</translation>
    </message>
    <message>
        <source>{name}, slider</source>
        <translation>{name}，滑块</translation>
    </message>
    <message>
        <source>Back to the published {value}</source>
        <translation>恢复为已发表的 {value}</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Use {value}</source>
        <translation>改用 {value}</translation>
    </message>
    <message>
        <source>changed; the published value is {value}</source>
        <translation>已修改；已发表的值为 {value}</translation>
    </message>
</context>
<context>
    <name>FieldPage</name>
    <message>
        <source>Receptive fields</source>
        <extracomment>More models than this are not looked at side by side. Over so many random images the gradients are averaged: enough for a calm picture, few enough to wait for. A logarithmic scale goes down to this power of ten of the peak. Lines of the summary; the others are scrolled to, so that the maps keep their room.</extracomment>
        <translation>感受野</translation>
    </message>
    <message>
        <source>The resolution of the images</source>
        <translation>图像的分辨率</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>深度</translation>
    </message>
    <message>
        <source>From what enters the first block to the last, all models alike</source>
        <translation>从进入第一个块的输入到最后一个块，所有模型一致</translation>
    </message>
    <message>
        <source>log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Colours by powers of ten of each peak</source>
        <translation>颜色按各自峰值的十的幂次划分</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>What counts as reached: a share of the highest value of the map</source>
        <translation>多大才算到达：图中最大值的一个比例</translation>
    </message>
    <message>
        <source>any gradient</source>
        <translation>任意梯度</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Even steps of colour for even steps of the numbers</source>
        <translation>数值等距变化时颜色也等距变化</translation>
    </message>
    <message>
        <source>The fields in words</source>
        <translation>感受野的文字说明</translation>
    </message>
    <message>
        <source>How much of the image each model has reached at this depth</source>
        <translation>在此深度各模型已触及图像的多少</translation>
    </message>
    <message>
        <source>depth</source>
        <translation>深度</translation>
    </message>
    <message>
        <source>share of the peak</source>
        <translation>占峰值的比例</translation>
    </message>
    <message>
        <source>before block 1</source>
        <translation>第 1 块之前</translation>
    </message>
    <message>
        <source>block {index} of {depth}</source>
        <translation>第 {index} 块，共 {depth} 块</translation>
    </message>
    <message numerus="yes">
        <source>%n more model(s) are not shown</source>
        <translation>
            <numerusform>另有 %n 个模型未显示</numerusform>
        </translation>
    </message>
    <message>
        <source>{model}, {block}: {any} of the image has any gradient ({shape})</source>
        <translation>{model}，{block}：图像的 {any} 有任意梯度（{shape}）</translation>
    </message>
    <message>
        <source>{share} lies above {threshold} of the peak ({shape}), {height} × {width} px, radius {radius} px</source>
        <translation>{share} 高于峰值的 {threshold}（{shape}），{height} × {width} px，半径 {radius} px</translation>
    </message>
    <message>
        <source>everywhere</source>
        <translation>处处</translation>
    </message>
    <message>
        <source>a filled rectangle</source>
        <translation>实心矩形</translation>
    </message>
    <message>
        <source>a cross</source>
        <translation>十字</translation>
    </message>
    <message>
        <source>neither rectangle nor cross</source>
        <translation>既非矩形也非十字</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>at initialisation</source>
        <translation>初始化时</translation>
    </message>
    <message numerus="yes">
        <source>absolute gradient of the ringed place&apos;s features with respect to the image, mean over %n random image(s)</source>
        <translation>
            <numerusform>圆圈处特征对图像的梯度绝对值，%n 幅随机图像的平均</numerusform>
        </translation>
    </message>
    <message>
        <source>y {y}, x {x} px: {share} of the peak</source>
        <translation>y {y}，x {x} px：峰值的 {share}</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>the gradients are followed as soon as the run is over</source>
        <translation>运行结束后立即计算梯度</translation>
    </message>
    <message>
        <source>the gradients are being followed…</source>
        <translation>正在计算梯度…</translation>
    </message>
    <message>
        <source>Tick models at the left: how information spreads in them is shown here.</source>
        <translation>在左侧勾选模型：此处显示信息如何在其中传播。</translation>
    </message>
    <message>
        <source>The question was taken back.</source>
        <translation>提问已收回。</translation>
    </message>
</context>
<context>
    <name>FigureCommands</name>
    <message>
        <source>Let go of the pinned values</source>
        <extracomment>What a key press magnifies by, and what it shows more by. These say nothing of which key it is.</extracomment>
        <translation>取消固定的数值</translation>
    </message>
    <message>
        <source>Pin the values</source>
        <translation>固定数值</translation>
    </message>
    <message>
        <source>Copy the values</source>
        <translation>复制数值</translation>
    </message>
    <message>
        <source>Copy the summary</source>
        <translation>复制文字摘要</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Last view</source>
        <translation>上一视图</translation>
    </message>
    <message>
        <source>Next view</source>
        <translation>下一视图</translation>
    </message>
</context>
<context>
    <name>FigurePointer</name>
    <message>
        <source>{place} · pinned</source>
        <extracomment>How near the mouse must be to a point to mean it, in pixels.</extracomment>
        <translation>{place} · 已固定</translation>
    </message>
</context>
<context>
    <name>FigureView</name>
    <message>
        <source>Fit</source>
        <extracomment>The part of the plot that the legend may cover, and what a row of it takes. The range of both axes, in positions: low and high of the horizontal, then of the vertical. What places the legend and the sentences. The ranges that several plots fit together; None where each fits its own. Whether the legend names the lines; otherwise another plot beside this one does. Whether the legend lies over the plot; otherwise it stands beside it, and only pictures have it.</extracomment>
        <translation>适应</translation>
    </message>
    <message>
        <source>Show all data again; so does a double click</source>
        <translation>重新显示全部数据；双击亦可</translation>
    </message>
</context>
<context>
    <name>FigureWords</name>
    <message>
        <source>and {n} more</source>
        <translation>另有 {n} 条</translation>
    </message>
    <message>
        <source>{what}; {lines} lines, {points} measured points</source>
        <translation>{what}；{lines} 条曲线，{points} 个实测点</translation>
    </message>
    <message>
        <source>{y} against {x}</source>
        <translation>{y}随{x}的变化</translation>
    </message>
    <message>
        <source>{name} from {low} at {left} to {high} at {right}</source>
        <translation>{name} 从 {left} 处的 {low} 变到 {right} 处的 {high}</translation>
    </message>
    <message>
        <source>{name} {low} at {left}</source>
        <translation>{name} 在 {left} 处为 {low}</translation>
    </message>
    <message>
        <source>{what}; at {place} {total}</source>
        <translation>{what}；在 {place} 处为 {total}</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Maps of one size throughout, or of several</source>
        <translation>特征图全程同一尺寸，或有多种尺寸</translation>
    </message>
    <message>
        <source>Mixing</source>
        <translation>混合方式</translation>
    </message>
    <message>
        <source>How a place of the map learns of others</source>
        <translation>特征图中各位置之间如何交换信息</translation>
    </message>
    <message>
        <source>Any size</source>
        <translation>任意尺寸</translation>
    </message>
    <message>
        <source>One set of weights serves every resolution that the network accepts</source>
        <translation>同一组权重适用于网络接受的所有分辨率</translation>
    </message>
    <message>
        <source>Params</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Parameters in millions</source>
        <translation>参数量（百万）</translation>
    </message>
    <message>
        <source>GMACs</source>
        <translation>GMACs</translation>
    </message>
    <message>
        <source>MACs of one image at the resolution of the tree</source>
        <translation>按列表所示分辨率计算的单张图像 MAC 数</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Show all models again</source>
        <translation>重新显示所有模型</translation>
    </message>
    <message>
        <source>the search</source>
        <translation>搜索词</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <extracomment>What the line says has become another filter.</extracomment>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Filter the results</source>
        <translation>筛选结果</translation>
    </message>
    <message>
        <source>mixer latency&lt;20 px:224..384 -status:failed</source>
        <translation>mixer latency&lt;20 px:224..384 -status:failed</translation>
    </message>
    <message>
        <source>Words, and conditions on columns: latency&lt;20, px&gt;=224, batch=1,8, latency:5..20, status:ok, dtype=float32. All have to hold; a minus before one takes out what it finds. Numbers are in the unit of their column.</source>
        <translation>词，以及对列的条件：latency&lt;20, px&gt;=224, batch=1,8, latency:5..20, status:ok, dtype=float32。须全部满足；前面加减号表示排除。数字以该列的单位计。</translation>
    </message>
    <message>
        <source>{shown} of {total} rows</source>
        <translation>{total} 行中的 {shown} 行</translation>
    </message>
    <message>
        <source>Clear the filter: show all {total} rows</source>
        <translation>清除筛选：显示全部 {total} 行</translation>
    </message>
</context>
<context>
    <name>HelpButton</name>
    <message>
        <source>What does this mean?</source>
        <translation>这是什么意思？</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>How to read MixBench</source>
        <translation>如何看懂 MixBench</translation>
    </message>
    <message>
        <source>Search the help…</source>
        <translation>搜索帮助…</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>搜索帮助</translation>
    </message>
    <message>
        <source>Topics without the word are hidden; Enter goes to the next place</source>
        <translation>不含该词的主题会隐藏；回车转到下一处</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>What the help explains</source>
        <translation>帮助所讲解的内容</translation>
    </message>
    <message>
        <source>Text of the topic</source>
        <translation>主题正文</translation>
    </message>
    <message>
        <source>Alt+Left goes back</source>
        <translation>Alt+左方向键返回</translation>
    </message>
    <message numerus="yes">
        <source>%n topic(s)</source>
        <translation>
            <numerusform>%n 个主题</numerusform>
        </translation>
    </message>
    <message>
        <source>No topic has this word.</source>
        <translation>没有主题包含这个词。</translation>
    </message>
</context>
<context>
    <name>HyperparameterForm</name>
    <message>
        <source>Hyperparameters</source>
        <extracomment>The height of an editor, and so of the name beside it.</extracomment>
        <translation>超参数</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Back to the published variant</source>
        <translation>恢复为发表版本</translation>
    </message>
    <message>
        <source>Select a model to see and change its hyperparameters.</source>
        <extracomment>Fields whose typed value was refused: it stays there while others are edited.</extracomment>
        <translation>选择一个模型，查看并修改其超参数。</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>by law alone; press Run, or click a point, for the rest</source>
        <translation>仅由公式得出；其余请点“运行”，或单击图上的点</translation>
    </message>
    <message>
        <source>Four witnesses</source>
        <translation>四个见证</translation>
    </message>
    <message>
        <source>Timing</source>
        <extracomment>A second of compiling and more is said in seconds.</extracomment>
        <translation>计时</translation>
    </message>
    <message>
        <source>structure inferred</source>
        <translation>结构为推断所得</translation>
    </message>
    <message>
        <source> · batch {batch}</source>
        <translation> · 批大小 {batch}</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>成本</translation>
    </message>
    <message>
        <source>Tokens, first stage</source>
        <translation>词元（第一级）</translation>
    </message>
    <message>
        <source>MACs: {text}</source>
        <translation>MACs：{text}</translation>
    </message>
    <message>
        <source>Parameters: {text}</source>
        <translation>参数：{text}</translation>
    </message>
    <message>
        <source>with {text}</source>
        <translation>其中 {text}</translation>
    </message>
    <message>
        <source>Spatial mixing: {text}</source>
        <translation>空间混合：{text}</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批量</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Data type</source>
        <translation>数据类型</translation>
    </message>
    <message>
        <source>Memory layout</source>
        <translation>内存布局</translation>
    </message>
    <message>
        <source>Runtime</source>
        <translation>运行方式</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>{physical} physical, {logical} logical</source>
        <translation>物理 {physical}，逻辑 {logical}</translation>
    </message>
    <message>
        <source>Cores</source>
        <translation>核心</translation>
    </message>
    <message>
        <source>Threads by default</source>
        <translation>默认线程数</translation>
    </message>
    <message>
        <source>Memory</source>
        <extracomment>A forecast that is off by more is said in the colour of a warning.</extracomment>
        <translation>内存</translation>
    </message>
    <message>
        <source>Governor</source>
        <translation>调频策略</translation>
    </message>
    <message>
        <source>battery</source>
        <translation>电池</translation>
    </message>
    <message>
        <source>mains</source>
        <translation>外接电源</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>供电</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Activation peak, forecast</source>
        <translation>激活峰值（预测）</translation>
    </message>
    <message>
        <source>most bytes alive at once, without the weights</source>
        <translation>同时存活的最多字节数，不含权重</translation>
    </message>
    <message>
        <source>on the way back, in layer</source>
        <translation>反向传播中，位于层</translation>
    </message>
    <message>
        <source>in the optimizer, at</source>
        <translation>优化器中，位于</translation>
    </message>
    <message>
        <source>of that gradients</source>
        <translation>其中梯度</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Optimizer&apos;s state</source>
        <translation>优化器状态</translation>
    </message>
    <message>
        <source>All that must fit</source>
        <translation>须同时容纳的总量</translation>
    </message>
    <message>
        <source>Peak, measured</source>
        <translation>峰值（实测）</translation>
    </message>
    <message>
        <source>measured − forecast</source>
        <translation>实测 − 预测</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>{macs:,} MACs of one image; FLOPs = 2 × MACs = {flops:,}</source>
        <translation>单张图像 {macs:,} MACs；FLOPs = 2 × MACs = {flops:,}</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>Law of one block</source>
        <translation>单个块的公式</translation>
    </message>
    <message>
        <source>in layer</source>
        <translation>所在层</translation>
    </message>
    <message>
        <source>of that spatial</source>
        <translation>其中空间混合</translation>
    </message>
    <message>
        <source>law</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>count</source>
        <translation>计数</translation>
    </message>
    <message>
        <source>adds {operators}</source>
        <translation>多计 {operators}</translation>
    </message>
    <message>
        <source>leaves out {operators}</source>
        <translation>漏计 {operators}</translation>
    </message>
    <message>
        <source>counts {operators} otherwise</source>
        <translation>以不同方式计 {operators}</translation>
    </message>
    <message>
        <source>unexplained</source>
        <translation>未能解释</translation>
    </message>
    <message>
        <source>no rule for {operators}: they are not in the count</source>
        <translation>{operators} 没有计数规则，未计入</translation>
    </message>
    <message>
        <source>Training step</source>
        <translation>训练步</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>机器</translation>
    </message>
    <message>
        <source>What to know of it</source>
        <translation>须知</translation>
    </message>
    <message>
        <source>a few calls, hardly warmed up; rounds are to come</source>
        <translation>只有几次调用，几乎未预热；轮次随后进行</translation>
    </message>
    <message>
        <source>First look</source>
        <translation>初测</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>{rounds} rounds so far</source>
        <translation>已完成 {rounds} 轮</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source>First call</source>
        <translation>首次调用</translation>
    </message>
    <message>
        <source>Compiling</source>
        <translation>编译</translation>
    </message>
    <message>
        <source>before the first call; no part of the figures above</source>
        <translation>发生在首次调用之前，不计入上面的数值</translation>
    </message>
    <message>
        <source>End to end</source>
        <translation>端到端</translation>
    </message>
    <message>
        <source>from the launch to the result; the median is the device&apos;s own time</source>
        <translation>从启动到得到结果；中位数是设备自身的时间</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>停止原因</translation>
    </message>
    <message>
        <source>{rounds} rounds × {each}, {marked} marked</source>
        <translation>{rounds} 轮 × {each}，标记 {marked}</translation>
    </message>
    <message>
        <source>{samples} in {rounds} rounds, {marked} marked</source>
        <translation>{rounds} 轮共 {samples} 个，标记 {marked}</translation>
    </message>
    <message>
        <source>{visits} in {processes} processes</source>
        <translation>{visits} 次，{processes} 个进程</translation>
    </message>
    <message>
        <source>times that the network was built and warmed up anew for some of its rounds</source>
        <translation>为测量部分轮次而重新构建并预热网络的次数</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>访问次数</translation>
    </message>
    <message>
        <source>within ± {target}</source>
        <translation>已达 ± {target}</translation>
    </message>
    <message>
        <source>time was up</source>
        <translation>时间用尽</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前向</translation>
    </message>
    <message>
        <source>Backward</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>of {rate}MACs/s, the rate of a large matrix product on this device, dtype and threads</source>
        <translation>相对于 {rate}MACs/s，即大矩阵乘法在此设备、数据类型与线程数下的速率</translation>
    </message>
    <message>
        <source>Share of the roof</source>
        <translation>峰值占比</translation>
    </message>
    <message>
        <source>of what its intensity allows at {rate}B/s; over 100 %: caches spare it the memory</source>
        <translation>相对于 {rate}B/s 下其计算强度所允许的速率；超过 100 %：缓存省去了内存访问</translation>
    </message>
    <message>
        <source>of the roofline</source>
        <translation>屋顶线占比</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>功率</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Held back by</source>
        <translation>受限原因</translation>
    </message>
    <message>
        <source>launch-bound: a call takes {times} × the device&apos;s own time; it waits for the processor</source>
        <translation>受启动开销限制：一次调用用时为设备自身时间的 {times} 倍；设备在等待处理器</translation>
    </message>
    <message>
        <source>A CUDA graph launches all at once: choose it at the chip of the runtime.</source>
        <translation>CUDA 图一次启动全部算子：请在运行方式标签中选择。</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Copy all of it as text</source>
        <translation>以文本形式复制全部内容</translation>
    </message>
    <message>
        <source>command line</source>
        <translation>命令行</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Copy the Python code</source>
        <translation>复制 Python 代码</translation>
    </message>
    <message>
        <source>Reproduce</source>
        <translation>复现</translation>
    </message>
    <message>
        <source>Select a model at the left, or click a point of the plot.</source>
        <translation>请在左侧选择模型，或单击图上的点。</translation>
    </message>
</context>
<context>
    <name>Laws</name>
    <message>
        <source>{metric}, {role}</source>
        <extracomment>A law is drawn at so many places, and so far beyond its points, in times of the size. From this ratio to the best on a cell is empty of colour.</extracomment>
        <translation>{metric}，{role}</translation>
    </message>
    <message>
        <source>Tick models in the tree to see how their cost grows.</source>
        <translation>在树中勾选模型，查看其代价如何增长。</translation>
    </message>
    <message>
        <source>Nothing was measured of the ticked models. Run a sweep over three resolutions or more, or choose MACs or parameters, which the laws of the catalog know.</source>
        <translation>所勾选的模型尚无测量结果。请在三个或更多分辨率上运行扫描，或选择 MACs 或参数量，目录中的公式可直接给出。</translation>
    </message>
    <message>
        <source>MACs of one image</source>
        <translation>单张图像的 MACs</translation>
    </message>
    <message>
        <source>{metric}, as measured</source>
        <translation>{metric}，按实测</translation>
    </message>
    <message>
        <source>{metric}, by law</source>
        <translation>{metric}，按公式</translation>
    </message>
    <message>
        <source>{metric}, by law ({asked}: not measured of two models)</source>
        <translation>{metric}，按公式（{asked}：没有两个模型的实测）</translation>
    </message>
    <message>
        <source>Who beats whom: {metric}</source>
        <translation>孰优孰劣：{metric}</translation>
    </message>
    <message>
        <source>resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>{name}, {size} px: {value}, place {rank}, {ratio} × the best</source>
        <translation>{name}，{size} px：{value}，第 {rank} 位，为最优者的 {ratio} 倍</translation>
    </message>
    <message>
        <source>best</source>
        <translation>最优</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>At {side} px</source>
        <translation>{side} px 处</translation>
    </message>
    <message>
        <source>Largest that fits</source>
        <translation>预算内最大尺寸</translation>
    </message>
    <message>
        <source>Local slope</source>
        <translation>局部斜率</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>转折点</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适应</translation>
    </message>
    <message>
        <source>Exponent by the law of the catalog; of a time that of its MACs</source>
        <translation>按目录公式得到的指数；对于时间，取其 MACs 的指数</translation>
    </message>
    <message>
        <source>Exponent as measured, with its 95 % interval</source>
        <translation>实测指数及其 95 % 区间</translation>
    </message>
    <message>
        <source>What it is there by law, or what one more measurement would give: 95 % prediction interval</source>
        <translation>按公式在该处的值，或再测一次会得到的值：95 % 预测区间</translation>
    </message>
    <message>
        <source>Largest size within the budget that the model accepts; in brackets at the worse and the better end of the 95 % interval</source>
        <translation>预算之内模型所接受的最大尺寸；括号内为 95 % 区间较差端与较好端的结果</translation>
    </message>
    <message>
        <source>Exponent between the two smallest sizes, and the two largest</source>
        <translation>最小两个尺寸之间以及最大两个尺寸之间的指数</translation>
    </message>
    <message>
        <source>Where one power does not fit: two that meet, and where</source>
        <translation>单一幂律不合适时：两段相接的幂律及其相接处</translation>
    </message>
    <message>
        <source>How well the law fits, and what its interval is made of</source>
        <translation>规律拟合得如何，其区间由何而来</translation>
    </message>
    <message>
        <source>Bytes moved</source>
        <translation>读写字节</translation>
    </message>
    <message>
        <source>tokens of the first stage</source>
        <translation>第一阶段的词元数</translation>
    </message>
    <message>
        <source>pixels of the image</source>
        <translation>图像的像素数</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>{before} → {after} at {place} ({low} – {high})</source>
        <translation>{before} → {after}，位于 {place}（{low} – {high}）</translation>
    </message>
    <message>
        <source>layers not timed</source>
        <translation>各层尚未计时</translation>
    </message>
    <message>
        <source>layers of this role have none</source>
        <translation>该作用的层没有此项</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>未测量</translation>
    </message>
    <message>
        <source>no law in the catalog</source>
        <translation>目录中没有此公式</translation>
    </message>
    <message>
        <source>a value is zero; no power is</source>
        <translation>某个值为零，而幂律不会为零</translation>
    </message>
    <message>
        <source>fewer than three sizes: nothing can contradict a power</source>
        <translation>少于三个尺寸：无从否证幂律</translation>
    </message>
    <message>
        <source>one power; counted, no scatter</source>
        <translation>单一幂律；计数所得，无离散</translation>
    </message>
    <message>
        <source>no single power: off by up to {share}; see local slopes</source>
        <translation>并非单一幂律：偏差最大 {share}；参见局部斜率</translation>
    </message>
    <message>
        <source>points scatter within their intervals</source>
        <translation>数据点的离散在其区间之内</translation>
    </message>
    <message>
        <source>points scatter by {share} beyond their intervals</source>
        <translation>数据点的离散超出其区间 {share}</translation>
    </message>
    <message>
        <source>points scatter by {share}, without intervals</source>
        <translation>数据点离散 {share}，自身没有区间</translation>
    </message>
    <message>
        <source>two powers fit better than one; {scatter}</source>
        <translation>两段幂律优于一段；{scatter}</translation>
    </message>
    <message>
        <source>one power; {scatter}</source>
        <translation>单一幂律；{scatter}</translation>
    </message>
    <message>
        <source>At least {budget}</source>
        <translation>至少 {budget}</translation>
    </message>
    <message>
        <source>Within {budget}</source>
        <translation>{budget} 以内</translation>
    </message>
    <message>
        <source>everything is open: measure sizes farther apart</source>
        <translation>无从判断：请测量相隔更远的尺寸</translation>
    </message>
    <message>
        <source>{value}, extrapolated × {beyond}</source>
        <translation>{value}，外推 × {beyond}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{first} and {second} share no two sizes</source>
        <translation>{first} 与 {second} 没有两个共同的尺寸</translation>
    </message>
    <message>
        <source>{first} and {second} are exactly equal at every size from {left} to {right} px: {metric}</source>
        <translation>{first} 与 {second} 在 {left} 至 {right} px 的每个尺寸上都完全相等：{metric}</translation>
    </message>
    <message>
        <source>{smaller} {does} than {larger} from {left} to {right} px; they never cross there</source>
        <translation>从 {left} 到 {right} px，{smaller} 比 {larger} {does}；在此范围内从不交叉</translation>
    </message>
    <message>
        <source>{smaller} {does} than {larger} surely from {low} to {high} px; elsewhere nobody can tell</source>
        <translation>从 {low} 到 {high} px，{smaller} 确定比 {larger} {does}；其余尺寸无法判断</translation>
    </message>
    <message>
        <source>{first} and {second} cannot be told apart surely from {left} to {right} px</source>
        <translation>从 {left} 到 {right} px，无法确切区分 {first} 与 {second}</translation>
    </message>
    <message>
        <source>; exactly equal at {places} px</source>
        <translation>；在 {places} px 处完全相等</translation>
    </message>
    <message>
        <source>the medians cross about {places} px too, not surely</source>
        <translation>中位数在约 {places} px 处也相交，但并不确定</translation>
    </message>
    <message>
        <source>{smaller} {does} than {larger} above {place} px ({low} – {high})</source>
        <translation>超过 {place} px（{low} – {high}）后，{smaller} 比 {larger} {does}</translation>
    </message>
    <message>
        <source>needs less memory</source>
        <translation>占用内存更少</translation>
    </message>
    <message>
        <source>is faster</source>
        <translation>更快</translation>
    </message>
    <message>
        <source>is slower</source>
        <translation>更慢</translation>
    </message>
    <message>
        <source>costs fewer MACs</source>
        <translation>MACs 更少</translation>
    </message>
    <message>
        <source>has fewer parameters</source>
        <translation>参数更少</translation>
    </message>
    <message>
        <source>moves fewer bytes</source>
        <translation>搬运字节更少</translation>
    </message>
    <message>
        <source>takes less energy</source>
        <translation>能耗更低</translation>
    </message>
    <message>
        <source>clocks: {share} of a pass</source>
        <translation>时钟：一次前向的 {share}</translation>
    </message>
    <message>
        <source>in no layer: {share}</source>
        <translation>不属于任何层：{share}</translation>
    </message>
    <message>
        <source>intervals over {count} passes</source>
        <translation>区间取自 {count} 次前向</translation>
    </message>
    <message>
        <source>short against clocks: {count} of {total}</source>
        <translation>与时钟相比过短：{count}/{total}</translation>
    </message>
    <message>
        <source>disturbed by other programs: {count} of {total} sizes</source>
        <translation>受其他程序干扰：{count}/{total} 个尺寸</translation>
    </message>
    <message>
        <source>Time by role is of passes with a clock at every layer. The clocks make a pass longer, and a role that is short against its clocks seems to grow more slowly than it does. In no layer: modules that only call others, and the calling. Intervals are over the passes of one stay, not over rounds; where other programs used the cores there are none.</source>
        <translation>按作用划分的时间取自每一层都放有时钟的前向。时钟会使前向变长；与其时钟相比过短的作用，看起来会比实际增长得慢。“不属于任何层”指只调用其他模块的模块以及调用本身。区间取自同一次停留中的各次前向，而不是各轮；若有其他程序占用核心，则没有区间。</translation>
    </message>
</context>
<context>
    <name>LawsBar</name>
    <message>
        <source>Metric</source>
        <extracomment>The whole network, and each of its roles as well.</extracomment>
        <translation>指标</translation>
    </message>
    <message>
        <source>What grows</source>
        <translation>增长的是什么</translation>
    </message>
    <message>
        <source>whole network</source>
        <translation>整个网络</translation>
    </message>
    <message>
        <source>with each role</source>
        <translation>整个网络与各作用</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>Which model is best at each size, and where models cross; otherwise points and laws</source>
        <translation>各尺寸下哪个模型最优，以及各模型在何处相交；关闭时显示数据点与规律</translation>
    </message>
    <message>
        <source>The whole network, the layers of one role, or of each</source>
        <translation>整个网络、某一作用的层，或各作用的层</translation>
    </message>
    <message>
        <source>{metric} does not divide by role</source>
        <translation>{metric}不能按作用划分</translation>
    </message>
    <message>
        <source>These are questions to the table; switch “Who beats whom” off to ask them</source>
        <translation>这些是对表格的提问；请关闭“孰优孰劣”后再提问</translation>
    </message>
    <message>
        <source>Who beats whom</source>
        <translation>孰优孰劣</translation>
    </message>
</context>
<context>
    <name>LawsPage</name>
    <message>
        <source>Laws of the ticked models</source>
        <extracomment>How the height is shared at first; a handle between them changes it. The table has no more than its rows need, and of a low page at most this share, so that the plot keeps more than half. What the map takes without its rows, and a row of it at least. Room for the bar that scrolls the table sideways.</extracomment>
        <translation>所勾选模型的规律</translation>
    </message>
    <message>
        <source>Copy the table for a spreadsheet</source>
        <translation>复制表格（用于电子表格）</translation>
    </message>
    <message>
        <source>Copy the table as Markdown</source>
        <translation>将表格复制为 Markdown</translation>
    </message>
    <message>
        <source>Where models cross</source>
        <translation>模型在何处交叉</translation>
    </message>
    <message>
        <source>Where any two of the models cross, with a 95 % interval</source>
        <translation>任意两个模型的交叉处及其 95 % 区间</translation>
    </message>
    <message>
        <source>The table is not shown beside the map</source>
        <translation>显示排名图时不显示表格</translation>
    </message>
    <message>
        <source>exponents against {what}, bands and intervals of 95 %</source>
        <translation>相对于{what}的指数，区间带与区间均为 95 %</translation>
    </message>
    <message>
        <source>= where the 95 % intervals overlap</source>
        <translation>= 表示 95 % 区间重叠</translation>
    </message>
    <message>
        <source>= where both are exactly equal</source>
        <translation>= 表示二者完全相等</translation>
    </message>
    <message>
        <source>dashed: as if every MAC took the same</source>
        <translation>虚线：假定每个 MAC 耗时相同</translation>
    </message>
    <message>
        <source>dashed: by the law of the catalog</source>
        <translation>虚线：目录中的公式</translation>
    </message>
    <message>
        <source>place, and ratio to the best at that size</source>
        <translation>名次，以及与该尺寸下最优者之比</translation>
    </message>
</context>
<context>
    <name>LawsQuestion</name>
    <message>
        <source>Against</source>
        <extracomment>The sides that can be asked about, in pixels.</extracomment>
        <translation>相对于</translation>
    </message>
    <message>
        <source>What it grows with</source>
        <translation>随什么增长</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Resolution that is asked about</source>
        <translation>所询问的分辨率</translation>
    </message>
    <message>
        <source>What the metric is at a resolution, run or never run</source>
        <translation>该指标在某一分辨率下的值，无论是否运行过</translation>
    </message>
    <message>
        <source>no budget</source>
        <translation>无预算</translation>
    </message>
    <message>
        <source>Which is the largest size that fits? An amount of the metric; 0: not asked</source>
        <translation>满足预算的最大尺寸是多少？填写该指标的量；0：不询问</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>至少</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>至多</translation>
    </message>
    <message>
        <source>Budget: {bound}</source>
        <translation>预算：{bound}</translation>
    </message>
    <message>
        <source>What the table answers: growth against what, the value at a size, a budget</source>
        <translation>表格回答什么：随什么增长、某一尺寸下的值、预算</translation>
    </message>
    <message>
        <source>At {side} px</source>
        <translation>{side} px 处</translation>
    </message>
    <message>
        <source>Questions: {at}</source>
        <translation>提问：{at}</translation>
    </message>
    <message>
        <source>Questions to the laws</source>
        <translation>对规律的提问</translation>
    </message>
</context>
<context>
    <name>Layers</name>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Its path within the network</source>
        <translation>在网络中的路径</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>The class of the module</source>
        <translation>模块的类</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>What it is for; a module of several roles has a bar of them</source>
        <translation>该层的作用；含多种作用的模块以分色条表示</translation>
    </message>
    <message>
        <source>several</source>
        <translation>多种</translation>
    </message>
    <message>
        <source>Params</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Parameters, with those of all modules below it</source>
        <translation>参数量，含其下所有模块</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>Multiply-accumulates of one image; FLOPs = 2 x MACs</source>
        <translation>单张图像的乘加次数；FLOPs = 2 × MACs</translation>
    </message>
    <message>
        <source>Share of MACs</source>
        <translation>MACs 占比</translation>
    </message>
    <message>
        <source>Its part in the MACs of the network, in the colours of roles</source>
        <translation>在全网 MACs 中的占比，按作用分色</translation>
    </message>
    <message>
        <source>Backward MACs</source>
        <translation>反向 MACs</translation>
    </message>
    <message>
        <source>MACs of one image on the way back of a training step</source>
        <translation>训练步反向传播中单张图像的 MACs</translation>
    </message>
    <message>
        <source>Other operations</source>
        <translation>其他运算</translation>
    </message>
    <message>
        <source>What is computed and is no MAC: norms, activations, sums</source>
        <translation>不属于 MAC 的运算：归一化、激活、加法</translation>
    </message>
    <message>
        <source>Bytes moved</source>
        <translation>读写字节</translation>
    </message>
    <message>
        <source>Bytes read and written by its operators for one image</source>
        <translation>其算子处理单张图像时读写的字节数</translation>
    </message>
    <message>
        <source>Memory at peak</source>
        <translation>峰值时内存</translation>
    </message>
    <message>
        <source>What it had made and was still live when the whole pass needed most, for the batch</source>
        <translation>整次计算内存最高时，由该层产生且仍存活的内存（整批）</translation>
    </message>
    <message>
        <source>peak within</source>
        <translation>内含峰值</translation>
    </message>
    <message>
        <source>peak</source>
        <translation>峰值</translation>
    </message>
    <message>
        <source>Time, ms</source>
        <translation>时间, ms</translation>
    </message>
    <message>
        <source>Median over the passes, with all modules below it, for the batch</source>
        <translation>多次运行的中位数，含其下所有模块（整批）</translation>
    </message>
    <message>
        <source>Share of time</source>
        <translation>时间占比</translation>
    </message>
    <message>
        <source>Its part in the time of the pass</source>
        <translation>在整次运行时间中的占比</translation>
    </message>
</context>
<context>
    <name>LayersBar</name>
    <message>
        <source>Search path, kind, role…</source>
        <extracomment>What the menu offers beside the network alone and all levels.</extracomment>
        <translation>搜索路径、类型、作用…</translation>
    </message>
    <message>
        <source>Search the layers</source>
        <translation>搜索各层</translation>
    </message>
    <message>
        <source>Show only the layers in which every word occurs</source>
        <translation>只显示包含所有词的层</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>深度</translation>
    </message>
    <message>
        <source>Open the tree to a depth</source>
        <translation>将树展开到指定深度</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Every layer alone, so that sorting ranks all of them</source>
        <translation>逐层单独列出，排序时所有层一起比较</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Show or hide columns</source>
        <translation>显示或隐藏列</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Copy or save the layers</source>
        <translation>复制或保存各层</translation>
    </message>
    <message>
        <source>The network alone</source>
        <translation>仅网络</translation>
    </message>
    <message numerus="yes">
        <source>%n level(s)</source>
        <translation>
            <numerusform>%n 级</numerusform>
        </translation>
    </message>
    <message>
        <source>All levels</source>
        <translation>全部层级</translation>
    </message>
    <message>
        <source>Copy for a spreadsheet</source>
        <translation>复制到电子表格</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>复制为 Markdown</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>保存为 CSV…</translation>
    </message>
</context>
<context>
    <name>LayersPage</name>
    <message>
        <source>The resolution at which the layers are counted</source>
        <translation>对各层计数时的分辨率</translation>
    </message>
    <message>
        <source>at</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>inference</source>
        <translation>推理</translation>
    </message>
    <message>
        <source>training step</source>
        <translation>训练步</translation>
    </message>
    <message>
        <source>batch {batch} · {mode}</source>
        <translation>批大小 {batch} · {mode}</translation>
    </message>
    <message>
        <source>Select a model at the left: its layers are shown here.</source>
        <translation>在左侧选择模型：其各层会显示在此。</translation>
    </message>
    <message>
        <source>The layers are counted as soon as the run is over.</source>
        <translation>运行结束后立即对各层计数。</translation>
    </message>
    <message>
        <source>The layers are being counted…</source>
        <translation>正在对各层计数…</translation>
    </message>
    <message>
        <source>The layers do not sum to the count of the network: {differences}. Please report it.</source>
        <translation>各层之和与全网计数不符：{differences}。请反馈此问题。</translation>
    </message>
    <message>
        <source>{layers} layers sum to {macs} MACs and {params} parameters: the count of the network</source>
        <translation>{layers} 层合计 {macs} MACs、{params} 个参数，与全网计数一致</translation>
    </message>
    <message>
        <source>Stop timing</source>
        <translation>停止计时</translation>
    </message>
    <message>
        <source>Time the layers</source>
        <translation>逐层计时</translation>
    </message>
    <message>
        <source>Run the model and see how its time divides among the layers</source>
        <translation>运行模型，查看时间在各层之间的分布</translation>
    </message>
    <message>
        <source>The model runs with a clock at every layer…</source>
        <translation>模型正在逐层计时运行…</translation>
    </message>
    <message>
        <source>Times are medians of {passes} passes of {whole} ms; the clocks made them {overhead} longer</source>
        <translation>时间为 {passes} 次前向（每次 {whole} ms）的中位数；逐层计时使其延长 {overhead}</translation>
    </message>
    <message numerus="yes">
        <source>Saved %n module(s) to {path}</source>
        <translation>
            <numerusform>已将 %n 个模块保存到 {path}</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the layers</source>
        <translation>保存各层</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>逗号分隔值 (*.csv)</translation>
    </message>
</context>
<context>
    <name>LayersView</name>
    <message>
        <source>Layers</source>
        <extracomment>As many levels are open at first as make no more rows than this. The room of the columns of words; the first takes what the others leave. Given up, in this order, where the width does not suffice and nobody chose.</extracomment>
        <translation>各层</translation>
    </message>
</context>
<context>
    <name>Layouts</name>
    <message>
        <source>Kept the layout “{name}”</source>
        <extracomment>The layouts that ship with the window, by the ids of their actions.</extracomment>
        <translation>已保存布局“{name}”</translation>
    </message>
    <message>
        <source>The layout “{name}” is of another version of MixBench; keep it anew.</source>
        <translation>布局“{name}”来自其他版本的 MixBench，请重新保存。</translation>
    </message>
    <message>
        <source>Removed the layout “{name}”</source>
        <translation>已删除布局“{name}”</translation>
    </message>
    <message>
        <source>Keep layout</source>
        <translation>保存布局</translation>
    </message>
    <message>
        <source>Name of the layout; one of the same name is replaced:</source>
        <translation>布局名称（同名布局将被替换）：</translation>
    </message>
    <message>
        <source>Remove layout</source>
        <translation>删除布局</translation>
    </message>
</context>
<context>
    <name>Learning</name>
    <message>
        <source>Accuracy on held-out digits</source>
        <extracomment>What is drawn upwards and along. Solid as they are; dashed and dotted with a shuffle.</extracomment>
        <translation>留出数字上的准确率</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>training steps</source>
        <translation>训练步数</translation>
    </message>
    <message>
        <source>seconds of training</source>
        <translation>训练时间</translation>
    </message>
    <message>
        <source>held-out accuracy</source>
        <translation>留出准确率</translation>
    </message>
    <message>
        <source>training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>原样</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>patches</source>
        <translation>图块</translation>
    </message>
    <message>
        <source>{network} ({params} parameters)</source>
        <translation>{network}（{params} 个参数）</translation>
    </message>
    <message>
        <source>Tiny versions of {networks}.</source>
        <translation>微型版本：{networks}。</translation>
    </message>
    <message>
        <source>Left out: {reasons}.</source>
        <translation>未包括：{reasons}。</translation>
    </message>
    <message>
        <source>One fixed shuffle of all pixels: {what}.</source>
        <translation>全部像素的一个固定打乱：{what}。</translation>
    </message>
    <message>
        <source>One of patches (tiles of 2 × 2 pixels): {what}.</source>
        <translation>图块（2 × 2 像素）的一个固定打乱：{what}。</translation>
    </message>
    <message>
        <source>{network} loses {points} points ({low} to {high})</source>
        <translation>{network} 损失 {points} 个百分点（{low} 至 {high}）</translation>
    </message>
    <message>
        <source>{network} gains {points} points ({low} to {high})</source>
        <translation>{network} 提高 {points} 个百分点（{low} 至 {high}）</translation>
    </message>
    <message>
        <source>{network}: cannot tell ({low} to {high} points lost)</source>
        <translation>{network}：无法判断（损失 {low} 至 {high} 个百分点）</translation>
    </message>
    <message>
        <source>{value} ({low} to {high})</source>
        <translation>{value}（{low} 至 {high}）</translation>
    </message>
    <message>
        <source>Tiny networks on tiny images: {train} handwritten digits of 8 × 8 pixels learned, {held_out} held out, enlarged to {side} px. Shows how much the order of pixels helps a kind of mixing; ranks no families, says nothing of the published networks or of ImageNet.</source>
        <translation>微型图像上的微型网络：学习 {train} 幅 8 × 8 像素的手写数字，留出 {held_out} 幅，放大到 {side} px。展示像素顺序对某种混合方式有多大帮助；不为家族排名，也不说明已发表的网络或 ImageNet。</translation>
    </message>
    <message>
        <source>{steps} steps of 32 images · seeds: {seeds} · AdamW · CPU, 1 thread · {processor} · torch {torch}</source>
        <translation>{steps} 步，每步 32 幅图像 · 种子数：{seeds} · AdamW · CPU，1 线程 · {processor} · torch {torch}</translation>
    </message>
    <message>
        <source>with one seed the intervals leave out the chance of the seed, so no verdict is given</source>
        <translation>只有一个种子时，区间不包含种子的偶然性，因此不下结论</translation>
    </message>
</context>
<context>
    <name>LearningBar</name>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Train the tiny networks; a sweep that is begun meanwhile waits</source>
        <translation>训练微型网络；期间开始的扫描会等待</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>End the training at its next step; what was finished stays</source>
        <translation>在下一步结束训练；已完成的保留</translation>
    </message>
    <message>
        <source> steps</source>
        <translation> 步</translation>
    </message>
    <message>
        <source>Training steps</source>
        <translation>训练步数</translation>
    </message>
    <message>
        <source>Training steps of each run, 32 images each</source>
        <translation>每次训练的步数，每步 32 幅图像</translation>
    </message>
    <message>
        <source> seeds</source>
        <translation> 个种子</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Runs of each network: other weights, another order of the images, another permutation</source>
        <translation>每个网络的训练次数：权重、图像顺序和排列各不相同</translation>
    </message>
    <message>
        <source>Shuffle pixels</source>
        <translation>打乱像素</translation>
    </message>
    <message>
        <source>Also train with one fixed permutation of all pixels, the same for every image</source>
        <translation>另外用全部像素的一个固定排列训练，每幅图像相同</translation>
    </message>
    <message>
        <source>Shuffle patches</source>
        <translation>打乱图块</translation>
    </message>
    <message>
        <source>Also train with one fixed permutation of whole tiles of 2 × 2 pixels</source>
        <translation>另外用 2 × 2 像素整块的一个固定排列训练</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Held-out images, answered right</source>
        <translation>答对的留出图像</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Cross-entropy of the training images</source>
        <translation>训练图像的交叉熵</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Against training steps</source>
        <translation>以训练步数为横轴</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Against seconds of training, on one thread</source>
        <translation>以训练秒数为横轴（单线程）</translation>
    </message>
</context>
<context>
    <name>LearningFindings</name>
    <message>
        <source>Findings</source>
        <extracomment>Room behind the words for the scroll bar.</extracomment>
        <translation>结果</translation>
    </message>
    <message>
        <source>What the shuffles take from each network</source>
        <translation>打乱使每个网络损失多少</translation>
    </message>
</context>
<context>
    <name>LearningPage</name>
    <message>
        <source>Save curves as CSV…</source>
        <extracomment>Of the width: the plot, and the table beside it.</extracomment>
        <translation>将曲线存为 CSV…</translation>
    </message>
    <message>
        <source>Stopped before its end; what was finished is shown.</source>
        <translation>已提前停止；显示已完成的部分。</translation>
    </message>
    <message>
        <source>The training begins when the run is over.</source>
        <translation>运行结束后开始训练。</translation>
    </message>
    <message>
        <source>The engine is getting ready…</source>
        <translation>引擎正在准备…</translation>
    </message>
    <message>
        <source>Training {number} of {total}… A sweep that is begun now waits for the end.</source>
        <translation>正在训练第 {number} 个，共 {total} 个… 现在开始的扫描会等它结束。</translation>
    </message>
    <message>
        <source>The curves grow here as the networks learn.</source>
        <translation>网络学习时，曲线在此增长。</translation>
    </message>
    <message>
        <source>Tick a model at the left: its family&apos;s tiny version learns handwritten digits here.</source>
        <translation>在左侧勾选一个模型：其家族的微型版本在此学习手写数字。</translation>
    </message>
    <message>
        <source>Start trains tiny versions of the ticked models on handwritten digits, with and without one fixed shuffle of the pixels.</source>
        <translation>“开始”在手写数字上训练所勾选模型的微型版本，分别使用原样图像和像素固定打乱后的图像。</translation>
    </message>
    <message>
        <source>solid: images as they are; dashed: pixels shuffled; dotted: patches shuffled; means over seeds</source>
        <translation>实线：原样图像；虚线：打乱像素；点线：打乱图块；各种子的均值</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Saved to {path}</source>
        <translation>已保存到 {path}</translation>
    </message>
</context>
<context>
    <name>LearningTable</name>
    <message>
        <source>Accuracies and losses</source>
        <extracomment>Room for the scroll bar below.</extracomment>
        <translation>准确率与损失</translation>
    </message>
    <message>
        <source>Means over the seeds, with 95 % intervals</source>
        <translation>各种子的均值及 95 % 区间</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Lost [points]</source>
        <translation>损失 [百分点]</translation>
    </message>
    <message>
        <source>Right [%]</source>
        <translation>答对 [%]</translation>
    </message>
</context>
<context>
    <name>LogPanel</name>
    <message>
        <source>Log</source>
        <extracomment>Older lines give way; the file window.log keeps what went wrong.</extracomment>
        <translation>日志</translation>
    </message>
    <message>
        <source>What the engine and the window said, the latest at the end</source>
        <translation>引擎和窗口说过的话，最新的在最后</translation>
    </message>
    <message>
        <source>Nothing has happened yet. What the engine and the window do is noted here.</source>
        <translation>尚无记录。引擎和窗口的操作会记录在这里。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the whole log</source>
        <translation>复制全部日志</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Empty the log</source>
        <translation>清空日志</translation>
    </message>
</context>
<context>
    <name>MapExport</name>
    <message>
        <source>Export</source>
        <extracomment>Makes the content of a file of numbers.</extracomment>
        <translation>导出</translation>
    </message>
    <message>
        <source>Save or copy the maps</source>
        <translation>保存或复制这些图</translation>
    </message>
    <message>
        <source>Save as {kind}…</source>
        <translation>另存为 {kind}…</translation>
    </message>
    <message>
        <source>Copy as image</source>
        <translation>复制为图像</translation>
    </message>
    <message>
        <source>Saved to {path}</source>
        <translation>已保存到 {path}</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>Memory</name>
    <message>
        <source>{resolution} px, batch {batch}</source>
        <translation>{resolution} px，批量 {batch}</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总计</translation>
    </message>
    <message>
        <source>all that must fit at once</source>
        <translation>必须同时容纳的全部内存</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>the input included</source>
        <translation>包含输入</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>those that are live at the peak</source>
        <translation>峰值时存活的部分</translation>
    </message>
    <message>
        <source>Optimizer state</source>
        <translation>优化器状态</translation>
    </message>
    <message>
        <source>the network itself</source>
        <translation>网络本身</translation>
    </message>
    <message>
        <source>Peak in</source>
        <translation>峰值所在层</translation>
    </message>
    <message>
        <source>at operator</source>
        <translation>算子</translation>
    </message>
    <message>
        <source>measured peak without weights: {measured}, forecast {forecast}</source>
        <translation>不含权重的实测峰值：{measured}，预测 {forecast}</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>live memory, MB</source>
        <extracomment>Bytes of the unit upwards. The row of the phases&apos; names, and how much of the plot may be given to words.</extracomment>
        <translation>存活内存, MB</translation>
    </message>
    <message>
        <source>measured {amount}</source>
        <translation>实测 {amount}</translation>
    </message>
    <message>
        <source>peak {amount}: {layer}, {operator}</source>
        <translation>峰值 {amount}：{layer}，{operator}</translation>
    </message>
    <message>
        <source>weights {amount}</source>
        <translation>权重 {amount}</translation>
    </message>
    <message>
        <source>optimizer state {amount}</source>
        <translation>优化器状态 {amount}</translation>
    </message>
</context>
<context>
    <name>MemoryPage</name>
    <message>
        <source>The resolution of the images</source>
        <extracomment>Where the pass itself has a smaller share of the whole, it is drawn alone until someone asks otherwise.</extracomment>
        <translation>图像的分辨率</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批量</translation>
    </message>
    <message>
        <source>Images in one call</source>
        <translation>每次调用的图像数</translation>
    </message>
    <message>
        <source>Inference</source>
        <translation>推理</translation>
    </message>
    <message>
        <source>One forward pass, nothing kept</source>
        <translation>一次前向传播，不保留中间结果</translation>
    </message>
    <message>
        <source>Training step</source>
        <translation>训练步</translation>
    </message>
    <message>
        <source>Forward, backward and optimizer, with AdamW&apos;s state</source>
        <translation>前向、反向与优化器，含 AdamW 的状态</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Draw weights and the optimizer&apos;s state beneath the tensors of the pass</source>
        <translation>在张量曲线之下绘出权重与优化器状态</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Copy the figures, save the course of memory</source>
        <translation>复制数字，保存内存变化过程</translation>
    </message>
    <message>
        <source>Copy figures</source>
        <translation>复制数字</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>保存为 CSV…</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>保存为 PNG…</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>保存为 SVG…</translation>
    </message>
    <message>
        <source>Copy as image</source>
        <translation>复制为图像</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>批量</translation>
    </message>
    <message>
        <source>live tensors of the batch, a step an operator; a forecast</source>
        <translation>整批的存活张量，每个算子一步；预测值</translation>
    </message>
    <message>
        <source>grey: there all the time</source>
        <translation>灰色：始终占用</translation>
    </message>
    <message>
        <source>without weights</source>
        <translation>不含权重</translation>
    </message>
    <message>
        <source>Select a model at the left: the memory of its pass is shown here.</source>
        <translation>在左侧选择一个模型：此处显示其内存变化。</translation>
    </message>
    <message>
        <source>The pass is followed as soon as the run is over.</source>
        <translation>本次运行结束后即开始跟踪。</translation>
    </message>
    <message>
        <source>The pass is being followed on tensors without contents…</source>
        <translation>正在用无内容的张量跟踪前向过程…</translation>
    </message>
    <message>
        <source>Saved to {path}</source>
        <translation>已保存到 {path}</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>Message</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this message (Esc)</source>
        <translation>关闭此消息（Esc）</translation>
    </message>
    <message>
        <source>{sentence} ({n} times)</source>
        <translation>{sentence}（{n} 次）</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Messages</source>
        <extracomment>Good news leaves by itself; a problem stays until it was read. So many lie over the panels at once; older problems come back as newer ones are dismissed.</extracomment>
        <translation>消息</translation>
    </message>
</context>
<context>
    <name>Metrics</name>
    <message>
        <source>dashed: predicted by law  ·  solid: counted</source>
        <translation>虚线：公式预测  ·  实线：计数</translation>
    </message>
    <message>
        <source>MACs of one image, FLOPs = 2 × MACs</source>
        <translation>单张图像 MACs，FLOPs = 2 × MACs</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>cost of one image</source>
        <translation>单张图像成本</translation>
    </message>
    <message>
        <source>spatial-mixing cost of one image</source>
        <translation>单张图像空间混合成本</translation>
    </message>
    <message>
        <source>{first} costs more than {second} above {x}</source>
        <translation>{x} 以上 {first} 比 {second} 更贵</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>trainable parameters</source>
        <translation>可训练参数量</translation>
    </message>
    <message>
        <source>spatial-mixing parameters</source>
        <translation>空间混合参数量</translation>
    </message>
    <message>
        <source>{first} has more parameters than {second} above {x}</source>
        <translation>{x} 以上 {first} 的参数比 {second} 更多</translation>
    </message>
    <message>
        <source>Spatial share of MACs</source>
        <translation>空间混合的 MACs 占比</translation>
    </message>
    <message>
        <source>share of spatial mixing in the MACs</source>
        <translation>空间混合在 MACs 中的占比</translation>
    </message>
    <message>
        <source>{first} spends a larger share than {second} above {x}</source>
        <translation>{x} 以上 {first} 的占比高于 {second}</translation>
    </message>
    <message>
        <source>points: median over rounds, bars: 95 % interval  ·  growth fitted, nothing extrapolated</source>
        <translation>点：各轮中位数，误差条：95 % 置信区间  ·  增长为拟合，不作外推</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>latency of one call</source>
        <translation>单次调用延迟</translation>
    </message>
    <message>
        <source>{first} becomes slower than {second} between {x}</source>
        <translation>在 {x} 之间 {first} 变得比 {second} 更慢</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source>throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source>{first} becomes faster than {second} between {x}</source>
        <translation>在 {x} 之间 {first} 变得比 {second} 更快</translation>
    </message>
    <message>
        <source>MACs per second</source>
        <translation>每秒 MACs</translation>
    </message>
    <message>
        <source>achieved rate</source>
        <translation>实际速率</translation>
    </message>
    <message>
        <source>{first} becomes busier than {second} between {x}</source>
        <translation>在 {x} 之间 {first} 的速率超过 {second}</translation>
    </message>
    <message>
        <source>Share of the roof</source>
        <translation>峰值占比</translation>
    </message>
    <message>
        <source>achieved share of the machine&apos;s roof</source>
        <translation>达到的机器峰值占比</translation>
    </message>
    <message>
        <source>100 %: the rate of a large matrix product on this device, dtype and threads</source>
        <translation>100 %：大矩阵乘法在此设备、数据类型与线程数下的速率</translation>
    </message>
    <message>
        <source>The machine&apos;s roof has not been measured in this session&apos;s environment yet.</source>
        <translation>此会话的环境中尚未测量机器峰值。</translation>
    </message>
    <message>
        <source>Forward pass</source>
        <translation>前向传播</translation>
    </message>
    <message>
        <source>forward pass of a training step</source>
        <translation>训练步的前向传播</translation>
    </message>
    <message>
        <source>Backward pass</source>
        <translation>反向传播</translation>
    </message>
    <message>
        <source>backward pass of a training step</source>
        <translation>训练步的反向传播</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>optimizer&apos;s part of a training step</source>
        <translation>训练步中优化器的部分</translation>
    </message>
    <message>
        <source>points: median over rounds, bars: 95 % interval  ·  one call of the whole batch</source>
        <translation>点：各轮中位数，竖线：95 % 区间  ·  整批的一次调用</translation>
    </message>
    <message>
        <source>Only a training step has parts: choose “training step” above and press Run.</source>
        <translation>只有训练步才分部分：请在上方选择“训练步”并点“运行”。</translation>
    </message>
    <message>
        <source>Compile time</source>
        <translation>编译时间</translation>
    </message>
    <message>
        <source>time before the first call</source>
        <translation>首次调用之前的时间</translation>
    </message>
    <message>
        <source>{first} compiles longer than {second} between {x}</source>
        <translation>在 {x} 之间，{first} 的编译时间开始超过 {second}</translation>
    </message>
    <message>
        <source>what torch.compile or the recording of a CUDA graph took, once a case</source>
        <translation>torch.compile 或录制 CUDA 图所用的时间，每个案例一次</translation>
    </message>
    <message>
        <source>Nothing is compiled in eager mode: choose “torch.compile” above and press Run.</source>
        <translation>eager 方式不编译：请在上方选择“torch.compile”并点“运行”。</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>能耗</translation>
    </message>
    <message>
        <source>energy of one image</source>
        <translation>单张图像能耗</translation>
    </message>
    <message>
        <source>{first} takes more energy than {second} between {x}</source>
        <translation>在 {x} 之间，{first} 的能耗开始超过 {second}</translation>
    </message>
    <message>
        <source>what the device took by its own meter, in a pass of its own</source>
        <translation>由设备自身电表在单独一遍中测得的能耗</translation>
    </message>
    <message>
        <source>Only some CUDA devices meter their energy; choose one above and press Run.</source>
        <translation>只有部分 CUDA 设备能计量能耗；请在上方选择一个并点“运行”。</translation>
    </message>
    <message>
        <source>Activation memory</source>
        <translation>激活内存</translation>
    </message>
    <message>
        <source>activation memory, forecast peak</source>
        <translation>激活内存（预测峰值）</translation>
    </message>
    <message>
        <source>{first} becomes larger than {second} between {x}</source>
        <translation>在 {x} 之间，{first} 开始大于 {second}</translation>
    </message>
    <message>
        <source>Measured over forecast peak</source>
        <translation>实测与预测峰值之比</translation>
    </message>
    <message>
        <source>measured peak memory, in % of the forecast</source>
        <translation>实测峰值内存，占预测值的 %</translation>
    </message>
    <message>
        <source>100 %: the forecast met; both without the weights</source>
        <translation>100 %：与预测一致；两者均不含权重</translation>
    </message>
    <message>
        <source>forecast: most bytes alive at once in a call, without the weights</source>
        <translation>预测：一次调用中同时存活的最大字节数，不含权重</translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>峰值内存</translation>
    </message>
    <message>
        <source>peak memory, measured</source>
        <translation>峰值内存（实测）</translation>
    </message>
    <message>
        <source>peak that the device itself reported for one call</source>
        <translation>设备自身报告的单次调用峰值</translation>
    </message>
</context>
<context>
    <name>ModelMenu</name>
    <message>
        <source>Untick all</source>
        <translation>全部取消勾选</translation>
    </message>
    <message>
        <source>Tick</source>
        <translation>勾选</translation>
    </message>
    <message>
        <source>Untick</source>
        <translation>取消勾选</translation>
    </message>
    <message>
        <source>Compare only this</source>
        <translation>只比较这个</translation>
    </message>
    <message>
        <source>Compare only these</source>
        <translation>仅比较这些</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>What is changed next is changed in the duplicate; this one stays as it is</source>
        <translation>接下来的更改只作用于复本；此模型保持不变</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Give this copy a name of its own (F2)</source>
        <translation>给此副本另起名称 (F2)</translation>
    </message>
    <message>
        <source>Reset to published</source>
        <translation>还原为已发表版本</translation>
    </message>
    <message>
        <source>Take every change of this copy back</source>
        <translation>撤回此副本的所有更改</translation>
    </message>
    <message>
        <source>Remove this copy</source>
        <translation>删除此副本</translation>
    </message>
    <message>
        <source>Remove these copies</source>
        <translation>移除这些副本</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>The names that every command of mixbench takes, a line each</source>
        <translation>mixbench 各命令均可使用的名称，每行一个</translation>
    </message>
</context>
<context>
    <name>ModelTooltips</name>
    <message>
        <source>costs no MACs</source>
        <translation>不消耗 MACs</translation>
    </message>
    <message>
        <source>MACs {growth} in the tokens</source>
        <translation>MACs 随词元数{growth}增长</translation>
    </message>
    <message>
        <source>One block: {macs} MACs, {params} parameters ({meaning})</source>
        <translation>单个块：{macs} MACs，{params} 参数（{meaning}）</translation>
    </message>
    <message>
        <source>Inferred: {why}</source>
        <translation>推断：{why}</translation>
    </message>
    <message>
        <source>Changed: {changes}</source>
        <translation>已修改：{changes}</translation>
    </message>
    <message>
        <source>A duplicate of {model}, in which nothing is changed yet. Change a hyperparameter to make it a model of its own; {model} stays as it is.</source>
        <translation>{model} 的复本，尚未作任何更改。更改一个超参数即成为独立的模型；{model} 保持不变。</translation>
    </message>
    <message>
        <source>{n} M parameters</source>
        <translation>{n} M 参数</translation>
    </message>
    <message>
        <source>Published at {side} px: {figures}</source>
        <translation>已发表（{side} px）：{figures}</translation>
    </message>
    <message>
        <source>Also published: {figures}</source>
        <translation>另有发表：{figures}</translation>
    </message>
    <message>
        <source>{top1} % top-1 at {side} px ({setup})</source>
        <translation>{side} px 时 top-1 {top1} %（{setup}）</translation>
    </message>
</context>
<context>
    <name>ModelsPanel</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Narrow the models down by kind and cost</source>
        <translation>按类型与开销缩小模型范围</translation>
    </message>
    <message>
        <source>Search name, family, paper…</source>
        <extracomment>Families that stand open while nothing is searched for, and the ticks that opened them.</extracomment>
        <translation>搜索名称、系列、论文…</translation>
    </message>
    <message>
        <source>Search the models</source>
        <translation>搜索模型</translation>
    </message>
    <message>
        <source>Words of the name, the family, the paper, its authors or its year</source>
        <translation>名称、系列、论文、作者或年份中的词</translation>
    </message>
    <message>
        <source>Filter the models</source>
        <translation>筛选模型</translation>
    </message>
    <message>
        <source>Filter · {n}</source>
        <translation>筛选 · {n}</translation>
    </message>
    <message>
        <source>{found} of {all}</source>
        <translation>{found}/{all}</translation>
    </message>
</context>
<context>
    <name>ModelsTree</name>
    <message>
        <source>at {side} px</source>
        <extracomment>The model of a row, or None for a family&apos;s. The `Traits` of a model&apos;s row, by which it is searched and filtered. The id of a family&apos;s row, or None for a model&apos;s. What a cell is sorted by: a text, a number, or None where a size is refused. Whether a row is a duplicate in which nothing is changed yet.</extracomment>
        <translation>在 {side} px</translation>
    </message>
    <message>
        <source>Params</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>GMACs</source>
        <translation>GMACs</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Sort by name; the costs are at this resolution</source>
        <translation>按名称排序；开销按此分辨率计算</translation>
    </message>
    <message>
        <source>Sort by parameters</source>
        <translation>按参数量排序</translation>
    </message>
    <message>
        <source>Billions of multiply-accumulates of one image; FLOPs = 2 x MACs</source>
        <translation>单张图像的乘加次数，单位十亿；FLOPs = 2 × MACs</translation>
    </message>
    <message>
        <source>Sort by the year of the paper</source>
        <translation>按论文年份排序</translation>
    </message>
    <message>
        <source>{model}, duplicate</source>
        <translation>{model}（复本）</translation>
    </message>
</context>
<context>
    <name>MultiplesChip</name>
    <message>
        <source>Small multiples</source>
        <extracomment>One plot, one for each model, or one for each of the metrics that are most asked for.</extracomment>
        <translation>多图对照</translation>
    </message>
    <message>
        <source>One plot, or a small one for each model or metric, with one cursor and one zoom</source>
        <translation>一张图，或按模型、按指标各画一张小图；光标与缩放同步</translation>
    </message>
    <message>
        <source>One plot</source>
        <translation>一张图</translation>
    </message>
    <message>
        <source>A plot for each model</source>
        <translation>每个模型一张图</translation>
    </message>
    <message>
        <source>A plot for each metric</source>
        <translation>每个指标一张图</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>{n} %</source>
        <extracomment>How long a notification may stand before its icon leaves the tray.</extracomment>
        <translation>{n} %</translation>
    </message>
</context>
<context>
    <name>OrderMenu</name>
    <message>
        <source>Sort by</source>
        <translation>排序方式</translation>
    </message>
    <message>
        <source>Order of the catalog</source>
        <translation>目录顺序</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Params</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>GMACs</source>
        <translation>GMACs</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Show the year</source>
        <translation>显示年份</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>not possible now</source>
        <translation>当前不可用</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <source>agrees</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>rounding</source>
        <translation>舍入差异</translation>
    </message>
    <message>
        <source>other convention</source>
        <translation>约定不同</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>变体</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>论文值</translation>
    </message>
    <message>
        <source>Ours</source>
        <translation>本程序</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
</context>
<context>
    <name>PapersPage</name>
    <message>
        <source>Verdict</source>
        <extracomment>Of the columns before the reason, which takes what they leave; wide enough for what they mostly hold.</extracomment>
        <translation>结论</translation>
    </message>
    <message>
        <source>Show only the figures of this verdict</source>
        <translation>只显示此结论的数值</translation>
    </message>
    <message>
        <source>All verdicts</source>
        <translation>所有结论</translation>
    </message>
    <message>
        <source>Printed figures beside ours</source>
        <translation>论文数据与本程序对照</translation>
    </message>
    <message>
        <source>Search variant, family, reason…</source>
        <translation>搜索变体、系列、原因…</translation>
    </message>
    <message>
        <source>Search the printed figures</source>
        <translation>搜索论文数据</translation>
    </message>
    <message>
        <source>Show only the figures in which every word occurs</source>
        <translation>只显示包含所有词的数值</translation>
    </message>
    <message>
        <source>No printed figure matches.</source>
        <translation>没有符合条件的论文数据。</translation>
    </message>
</context>
<context>
    <name>Pareto</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Top-1, %</source>
        <translation>Top-1，%</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Params</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>MACs</source>
        <extracomment>What an axis or a budget counts in: how many of the kept unit make one, and its name.</extracomment>
        <translation>MACs</translation>
    </message>
    <message>
        <source>published accuracy against {cost}</source>
        <translation>已发表准确率与{cost}</translation>
    </message>
    <message>
        <source>published top-1 accuracy</source>
        <translation>已发表的 top-1 准确率</translation>
    </message>
    <message>
        <source>budget: drag</source>
        <translation>预算：拖动</translation>
    </message>
    <message>
        <source>{top1} % at {px} px  ·  {cost}</source>
        <translation>{px} px 时 {top1} %  ·  {cost}</translation>
    </message>
    <message>
        <source>several looks at each image</source>
        <translation>每张图像观察多次</translation>
    </message>
    <message>
        <source>top-1 on ImageNet-1k as published, cost at the same size</source>
        <translation>ImageNet-1k 上已发表的 top-1，成本取自同一尺寸</translation>
    </message>
    <message>
        <source>session {session}: {setting}</source>
        <translation>会话 {session}：{setting}</translation>
    </message>
    <message>
        <source>full: on the front, hollow: perhaps dominated, faint: dominated for sure</source>
        <translation>实心：在前沿上，空心：可能被支配，浅色：确定被支配</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>Measured peak</source>
        <translation>实测峰值</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>能耗</translation>
    </message>
    <message>
        <source>MACs of one image by law, FLOPs = 2 × MACs</source>
        <translation>公式给出的单张图像 MACs，FLOPs = 2 × MACs</translation>
    </message>
    <message>
        <source>trainable parameters by law</source>
        <translation>公式给出的可训练参数量</translation>
    </message>
    <message>
        <source>latency of one call of the batch: median over rounds with its 95 % interval</source>
        <translation>一次批调用的延迟：各轮中位数及其 95 % 区间</translation>
    </message>
    <message>
        <source>images a second: of the median latency, with its 95 % interval</source>
        <translation>每秒图像数：由延迟中位数得出，含 95 % 区间</translation>
    </message>
    <message>
        <source>activations live at the peak without weights: our count of the whole batch</source>
        <translation>峰值时存活的激活，不含权重：对整批的计数</translation>
    </message>
    <message>
        <source>all that is live at the peak, weights too: our count of the whole batch</source>
        <translation>峰值时存活的全部数据，含权重：对整批的计数</translation>
    </message>
    <message>
        <source>peak without weights, as the allocator says</source>
        <translation>不含权重的峰值，由分配器报告</translation>
    </message>
    <message>
        <source>energy of one image, as the device says</source>
        <translation>单张图像的能耗，由设备报告</translation>
    </message>
    <message>
        <source>ImageNet-1k only</source>
        <translation>仅 ImageNet-1k</translation>
    </message>
    <message>
        <source>ImageNet-1k, distilled</source>
        <translation>ImageNet-1k，蒸馏</translation>
    </message>
    <message>
        <source>ImageNet-21k first</source>
        <translation>先 ImageNet-21k</translation>
    </message>
    <message>
        <source>JFT-300M first</source>
        <translation>先 JFT-300M</translation>
    </message>
    <message>
        <source>(interval unknown)</source>
        <translation>（区间未知）</translation>
    </message>
    <message>
        <source>{name} ({top1} % at {px} px, {cost})</source>
        <translation>{name}（{px} px 时 {top1} %，{cost}）</translation>
    </message>
    <message>
        <source>nothing for sure</source>
        <translation>没有可确定的网络</translation>
    </message>
    <message>
        <source>perhaps {names}</source>
        <translation>可能还有 {names}</translation>
    </message>
    <message>
        <source>Best at {budget} or more on the machine of the session:</source>
        <translation>在会话所在机器上达到 {budget} 及以上的最佳网络：</translation>
    </message>
    <message>
        <source>Best within {budget} on the machine of the session:</source>
        <translation>在会话所在机器上不超过 {budget} 的最佳网络：</translation>
    </message>
    <message>
        <source>Best within {budget}:</source>
        <translation>不超过 {budget} 的最佳网络：</translation>
    </message>
    <message>
        <source>on the front</source>
        <translation>在前沿上</translation>
    </message>
    <message>
        <source>bettered by its own other training, {top1} %</source>
        <translation>被同一网络的另一训练方案超过，{top1} %</translation>
    </message>
    <message>
        <source>dominated by {name}, {top1} %</source>
        <translation>被 {name} 支配，{top1} %</translation>
    </message>
    <message>
        <source>perhaps dominated by {name}, {top1} %: intervals overlap</source>
        <translation>可能被 {name} 支配，{top1} %：区间重叠</translation>
    </message>
    <message>
        <source>ran out of memory here</source>
        <translation>在此内存不足</translation>
    </message>
    <message>
        <source>measured without this cost</source>
        <translation>已测量，但没有这项成本</translation>
    </message>
    <message>
        <source>could not be measured here</source>
        <translation>在此无法测量</translation>
    </message>
    <message>
        <source>not measured at their published size</source>
        <translation>未在论文尺寸下测量</translation>
    </message>
    <message>
        <source>no published accuracy</source>
        <translation>没有已发表的准确率</translation>
    </message>
    <message>
        <source>accuracy only by other training</source>
        <translation>仅有其他训练方式的准确率</translation>
    </message>
    <message>
        <source>accuracy only at other sizes</source>
        <translation>仅有其他尺寸的准确率</translation>
    </message>
    <message>
        <source>must be rebuilt for each resolution</source>
        <translation>每种分辨率都须重建</translation>
    </message>
    <message>
        <source>the most accurate</source>
        <translation>准确率最高</translation>
    </message>
    <message>
        <source>as accurate as the one above, and larger</source>
        <translation>与上一名同样准确，但更大</translation>
    </message>
    <message>
        <source>{points} points under the one above</source>
        <translation>比上一名低 {points} 个百分点</translation>
    </message>
    <message>
        <source>{cost} not measured here</source>
        <translation>{cost}：此处未测量</translation>
    </message>
    <message>
        <source>the weights alone are over the budget by {share}</source>
        <translation>仅权重就超出预算 {share}</translation>
    </message>
    <message>
        <source>{cost} over the budget by {share}</source>
        <translation>{cost}超出预算 {share}</translation>
    </message>
    <message>
        <source>{cost} perhaps over: {amount}</source>
        <translation>{cost}可能超出：{amount}</translation>
    </message>
    <message>
        <source>{cost} {share} under the budget</source>
        <translation>{cost}低于预算 {share}</translation>
    </message>
</context>
<context>
    <name>ParetoBar</name>
    <message>
        <source>Measured under</source>
        <translation>测量条件</translation>
    </message>
    <message>
        <source>Which of the session&apos;s conditions and batches are compared</source>
        <translation>比较会话中的哪组条件和批大小</translation>
    </message>
    <message>
        <source>log x</source>
        <translation>log x</translation>
    </message>
    <message>
        <source>Space the horizontal axis by powers</source>
        <translation>横轴按幂次排列</translation>
    </message>
    <message>
        <source>Several looks</source>
        <translation>多次观察</translation>
    </message>
    <message>
        <source>Also accuracies averaged over several crops, whose cost is a multiple of what is drawn</source>
        <translation>也包括对多个裁剪取平均的准确率，其成本是所画成本的数倍</translation>
    </message>
    <message>
        <source>Ticked</source>
        <translation>已勾选</translation>
    </message>
    <message>
        <source>Only the models that are ticked in the tree</source>
        <translation>仅模型树中勾选的模型</translation>
    </message>
    <message>
        <source>Drag the line, or set it here; 0: none</source>
        <translation>拖动线条，或在此设置；0 表示无</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>预算</translation>
    </message>
    <message>
        <source>Chooser</source>
        <translation>选型</translation>
    </message>
    <message>
        <source>Show the ranked list instead of the points; a taller page shows both</source>
        <translation>显示排名列表而不是散点；页面较高时两者同时显示</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>成本</translation>
    </message>
    <message>
        <source>What accuracy is held against</source>
        <translation>与准确率对照的成本</translation>
    </message>
    <message>
        <source>Compare like with like; none ticked means any</source>
        <translation>同类相比；都不勾选表示全部</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>训练数据</translation>
    </message>
</context>
<context>
    <name>ParetoPage</name>
    <message>
        <source>No published accuracy is left: let more kinds of training in, or untick “Ticked”.</source>
        <extracomment>How the height is shared at first; a handle between them changes it. A page lower than this shows the points or the chooser, not both. Budgets on what the chooser does not ask for, in the unit that costs are kept in.</extracomment>
        <translation>没有剩下的已发表准确率：请放宽训练方式，或取消“已勾选”。</translation>
    </message>
    <message>
        <source>Nothing here was measured at the size of its published accuracy. Tick models and measure them at 224 px, or choose MACs or Parameters, which need no measurement.</source>
        <translation>这里没有在论文准确率所用尺寸下的测量。请勾选模型并在 224 px 下测量，或选择无需测量的 MACs 或参数量。</translation>
    </message>
    <message>
        <source>{count} of {all} accuracies have no such cost here: {reasons}</source>
        <translation>{all} 个准确率中有 {count} 个在此没有这项成本：{reasons}</translation>
    </message>
    <message>
        <source>Set the sweep to {sides} px</source>
        <translation>将扫描设为 {sides} px</translation>
    </message>
    <message>
        <source>Ticked models are not measured at this size yet; then press Run</source>
        <translation>已勾选的模型尚未在此尺寸下测量；设置后按“运行”</translation>
    </message>
    <message>
        <source>The sweep is set; Run measures the ticked models there</source>
        <translation>扫描已设置；按“运行”即在该尺寸测量已勾选的模型</translation>
    </message>
</context>
<context>
    <name>Phase</name>
    <message>
        <source>forward</source>
        <extracomment>So many results are still told apart side by side. From so many processes on an interval can be over them.</extracomment>
        <translation>前向</translation>
    </message>
    <message>
        <source>backward</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>优化器</translation>
    </message>
</context>
<context>
    <name>PictureDialog</name>
    <message>
        <source>Save the plot as a picture</source>
        <extracomment>Typing and turning spin boxes draw the preview once they pause.</extracomment>
        <translation>将图保存为图片</translation>
    </message>
    <message>
        <source>PNG, dots, for screens</source>
        <translation>PNG（点阵，用于屏幕）</translation>
    </message>
    <message>
        <source>SVG, lines, to edit</source>
        <translation>SVG（矢量，可编辑）</translation>
    </message>
    <message>
        <source>PDF, lines, for papers</source>
        <translation>PDF（矢量，用于论文）</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>What kind of file is written</source>
        <translation>写入的文件类型</translation>
    </message>
    <message>
        <source>Own size</source>
        <translation>自定义尺寸</translation>
    </message>
    <message>
        <source>Size for</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Sizes of common places</source>
        <translation>常见用途的尺寸</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>{dpi} dots an inch</source>
        <translation>每英寸 {dpi} 点</translation>
    </message>
    <message>
        <source>Fineness</source>
        <translation>精细度</translation>
    </message>
    <message>
        <source>How many dots a PNG has; lines need none</source>
        <translation>PNG 的点密度；矢量格式不需要</translation>
    </message>
    <message>
        <source>One column, 88 mm</source>
        <translation>单栏，88 毫米</translation>
    </message>
    <message>
        <source>Two columns, 180 mm</source>
        <translation>双栏，180 毫米</translation>
    </message>
    <message>
        <source>Slide, 16 : 9</source>
        <translation>幻灯片，16 : 9</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>网页</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>In pixels of a screen with 96 dots an inch</source>
        <translation>以每英寸 96 点的屏幕像素计</translation>
    </message>
    <message>
        <source>Light, for paper</source>
        <translation>浅色，用于纸张</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>The colours of the picture, whatever the window wears</source>
        <translation>图片的配色，与窗口主题无关</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>图注</translation>
    </message>
    <message>
        <source>Say under the plot what it shows and under which conditions</source>
        <translation>在图下说明内容与测量条件</translation>
    </message>
    <message>
        <source>Text of the caption</source>
        <translation>图注文字</translation>
    </message>
    <message>
        <source>What stands under the plot</source>
        <translation>图下显示的文字</translation>
    </message>
    <message>
        <source>Preview of the picture</source>
        <translation>图片预览</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Choose where the picture goes</source>
        <translation>选择图片的保存位置</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Put the picture into the clipboard</source>
        <translation>将图片放入剪贴板</translation>
    </message>
    <message>
        <source>Close without a picture</source>
        <translation>关闭，不保存图片</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>{width:.0f} × {height:.0f} mm on paper</source>
        <translation>纸上 {width:.0f} × {height:.0f} 毫米</translation>
    </message>
    <message>
        <source>Save the plot</source>
        <translation>保存图表</translation>
    </message>
</context>
<context>
    <name>PlotLegend</name>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this window (Esc); what was chosen holds already</source>
        <translation>关闭此窗口（Esc）；所作选择已经生效</translation>
    </message>
    <message>
        <source>as the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>{n} (usual)</source>
        <translation>{n}（默认）</translation>
    </message>
    <message>
        <source>all cores</source>
        <translation>全部核心</translation>
    </message>
    <message>
        <source>quick: ±{target:g} %, at most {cap:g} s a case</source>
        <translation>快速：±{target:g} %，每个点最长 {cap:g} 秒</translation>
    </message>
    <message>
        <source>normal: ±{target:g} %, at most {cap:g} s a case</source>
        <translation>标准：±{target:g} %，每个点最长 {cap:g} 秒</translation>
    </message>
    <message>
        <source>publish: ±{target:g} %, at most {cap:g} s a case</source>
        <translation>发表：±{target:g} %，每个点最长 {cap:g} 秒</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>The language of the window</source>
        <translation>窗口的语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Light, dark, or as the system is</source>
        <translation>浅色、深色，或跟随系统</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>数字位数</translation>
    </message>
    <message>
        <source>Significant digits of a time; the rest follows</source>
        <translation>时间的有效数字位数；其他数字随之增减</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>How many threads the processor measures with</source>
        <translation>处理器以多少线程测量</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>When a timing is good enough</source>
        <translation>计时达到何种精度即可停止</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>For the sweep on the bench now, and for each that is begun anew.</source>
        <translation>用于当前的扫描，以及每个新开始的扫描。</translation>
    </message>
    <message>
        <source>Python of the worker</source>
        <translation>工作进程的 Python</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>数据文件夹</translation>
    </message>
</context>
<context>
    <name>PresetChip</name>
    <message>
        <source>Presets</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Comparisons that come with MixBench, and those of your own as files</source>
        <translation>MixBench 自带的对比，以及您自己保存的对比文件</translation>
    </message>
    <message>
        <source>Open preset…</source>
        <translation>打开预设…</translation>
    </message>
    <message>
        <source>Save preset…</source>
        <translation>保存预设…</translation>
    </message>
    <message>
        <source>Save the ticked models and the sweep as a file</source>
        <translation>将勾选的模型与扫描设置保存为文件</translation>
    </message>
    <message numerus="yes">
        <source>%n model(s) of {name} are left out: {why}</source>
        <translation>
            <numerusform>{name} 中有 %n 个模型未载入：{why}</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} is laid out; press Run to measure it</source>
        <translation>已载入“{name}”；按“运行”开始测量</translation>
    </message>
    <message>
        <source>Saved the comparison to {path}</source>
        <translation>对比已保存到 {path}</translation>
    </message>
    <message>
        <source>Open preset</source>
        <translation>打开预设</translation>
    </message>
    <message>
        <source>Save preset</source>
        <translation>保存预设</translation>
    </message>
    <message>
        <source>Presets of MixBench (*.json)</source>
        <translation>MixBench 预设 (*.json)</translation>
    </message>
</context>
<context>
    <name>Presets</name>
    <message>
        <source>{path} cannot be written: {why}; choose another folder</source>
        <extracomment>The version of the files that this program writes; it reads all up to it. No comparison fills more than this; a larger file is another kind of file.</extracomment>
        <translation>无法写入 {path}：{why}；请换一个文件夹</translation>
    </message>
    <message>
        <source>{file} cannot be opened as a preset: {why}</source>
        <translation>无法将 {file} 作为预设打开：{why}</translation>
    </message>
    <message>
        <source>it is no file that MixBench&apos;s Save preset wrote</source>
        <translation>它不是由 MixBench 的“保存预设”写出的文件</translation>
    </message>
    <message>
        <source>it is of version {theirs}, and this MixBench reads up to {ours}; update MixBench</source>
        <translation>其版本为 {theirs}，而当前 MixBench 最高只能读取版本 {ours}；请升级 MixBench</translation>
    </message>
    <message>
        <source>its {axis} goes to {value}, and {limit} is the largest</source>
        <translation>其 {axis} 达到 {value}，而最大值为 {limit}</translation>
    </message>
    <message>
        <source>not all of its models have the axis {axis}</source>
        <translation>其中并非所有模型都有扫描轴 {axis}</translation>
    </message>
</context>
<context>
    <name>PythonCheck</name>
    <message>
        <source>{end}; run {command} first</source>
        <extracomment>How long the end of a window waits for the end of a worker that was being tried.</extracomment>
        <translation>{end}；请先运行 {command}</translation>
    </message>
</context>
<context>
    <name>PythonField</name>
    <message>
        <source>Choose…</source>
        <extracomment>The Python that holds, empty for that of the window.</extracomment>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>试用</translation>
    </message>
    <message>
        <source>the Python of this window</source>
        <translation>本窗口的 Python</translation>
    </message>
    <message>
        <source>Python of the worker</source>
        <translation>工作进程的 Python</translation>
    </message>
    <message>
        <source>A Python that has torch and mixbench, such as that of another virtual environment</source>
        <translation>装有 torch 和 mixbench 的 Python，例如另一个虚拟环境中的</translation>
    </message>
    <message>
        <source>Choose a Python from the files</source>
        <translation>从文件中选择 Python</translation>
    </message>
    <message>
        <source>Start it as the worker, and use it if it answers</source>
        <translation>把它作为工作进程启动，若有应答则使用它</translation>
    </message>
    <message>
        <source>Another Python lets you compare two versions of torch.</source>
        <translation>换一个 Python，即可比较两个版本的 torch。</translation>
    </message>
    <message>
        <source>The environment names the worker in {variable}; that comes first.</source>
        <translation>环境变量 {variable} 指定了工作进程，以它为准。</translation>
    </message>
    <message>
        <source>Starting it; torch takes a moment to load…</source>
        <translation>正在启动；torch 需要一点时间加载…</translation>
    </message>
    <message>
        <source>It has torch {torch} and Python {python}, and measures from now on.</source>
        <translation>它有 torch {torch} 和 Python {python}，从现在起用于测量。</translation>
    </message>
    <message>
        <source>{sentence}. The former one stays in use.</source>
        <translation>{sentence}。仍使用原来的 Python。</translation>
    </message>
</context>
<context>
    <name>QuestionLine</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>How far the engine is with what this page asked</source>
        <translation>引擎处理本页提问的进度</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Take the questions back; what was answered stays</source>
        <translation>收回提问；已得到的回答保留</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>再次提问</translation>
    </message>
    <message>
        <source>Put the question to the engine once more</source>
        <translation>再次向引擎提问</translation>
    </message>
    <message>
        <source>Stopped; what was answered stays.</source>
        <translation>已停止；已得到的回答保留。</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>{done} of {total} done</source>
        <extracomment>The number of a point; of a comparison that of its first point. The share of the way to its target that an interval has come, None where there is none. The id of an index without a parent; those of points are the rows of their comparisons, from 1 on.</extracomment>
        <translation>已完成 {done}/{total}</translation>
    </message>
    <message>
        <source>Timed together, in rounds of random order: they move through the queue together</source>
        <translation>以随机顺序的轮次一起计时：它们在队列中一起移动</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>点</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>区间</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>次序</translation>
    </message>
    <message>
        <source>What is timed, under the size at which it is compared</source>
        <translation>计时的对象，归在其比较尺寸之下</translation>
    </message>
    <message>
        <source>How far the point has come</source>
        <translation>该点进行到哪一步</translation>
    </message>
    <message>
        <source>Rounds that the estimate is made of so far</source>
        <translation>目前估计所依据的轮数</translation>
    </message>
    <message>
        <source>Half the 95 % interval beside its target; full bar: reached</source>
        <translation>95 % 区间的一半及其目标；条满即已达到</translation>
    </message>
    <message>
        <source>What the point is expected to take until its stop rule ends it</source>
        <translation>按停止规则，该点预计还需的时间</translation>
    </message>
    <message>
        <source>What is being measured now, and what comes next</source>
        <translation>正在测量什么，接下来测量什么</translation>
    </message>
    <message>
        <source>skipped by hand</source>
        <translation>已手动跳过</translation>
    </message>
    <message>
        <source>{error}; Put back measures it after all</source>
        <translation>{error}；按“放回”仍可测量</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>batch {n}</source>
        <translation>批大小 {n}</translation>
    </message>
    <message>
        <source>now: first look</source>
        <translation>正在：初看</translation>
    </message>
    <message>
        <source>next: first look</source>
        <translation>接下来：初看</translation>
    </message>
    <message>
        <source>now: rounds</source>
        <translation>正在：计时轮</translation>
    </message>
    <message>
        <source>next: rounds</source>
        <translation>接下来：计时轮</translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message>
        <source>Queue</source>
        <extracomment>The room of the columns behind the first, which takes what they leave. So many points are looked over at a glance; more are opened where somebody looks. A queue longer than that is gathered when results and plots have had the time to be painted. What gives way, in this order, where names of models would be cut off.
----------
Whether the rows are still to be gathered; a list that nobody may see yet asks for none.</extracomment>
        <translation>队列</translation>
    </message>
    <message>
        <source>Nothing is queued. Press Run to measure the ticked models.</source>
        <translation>队列为空。按“运行”即可测量已勾选的模型。</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>放回</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>提前</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>推后</translation>
    </message>
    <message>
        <source>{name}: what is timed together moves together ({keys})</source>
        <translation>{name}：一起计时的点会一起移动（{keys}）</translation>
    </message>
    <message>
        <source>Points that are finished</source>
        <translation>已完成的点</translation>
    </message>
    <message>
        <source>Measure the ticked models over the sweep</source>
        <translation>按扫描范围测量已勾选的模型</translation>
    </message>
    <message>
        <source>Let the machine rest from the next sample on; every completed round is kept</source>
        <translation>从下一个样本起让机器休息；已完成的每一轮都会保留</translation>
    </message>
    <message>
        <source>Stop the run; everything measured so far is kept</source>
        <translation>停止运行；目前测得的一切都会保留</translation>
    </message>
    <message>
        <source>Take the selected points out of the run; what they have is kept, and they can be put back</source>
        <translation>把选中的点移出本次运行；它们已有的数据会保留，之后可以放回</translation>
    </message>
    <message>
        <source>Measure the selected points that were skipped by hand after all</source>
        <translation>仍然测量选中的、曾被手动跳过的点</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>RangeDialog</name>
    <message>
        <source>Filter by {column}</source>
        <translation>按 {column} 筛选</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>A number in the unit of the column; empty: without this end</source>
        <translation>以该列单位计的数字；留空表示此端不限</translation>
    </message>
</context>
<context>
    <name>Ranges</name>
    <message>
        <source>Even steps</source>
        <extracomment>How many values a range of a hyperparameter has at most. The sizes at which papers of this field train, fine-tune and test.</extracomment>
        <translation>等间隔</translation>
    </message>
    <message>
        <source>Fine steps</source>
        <translation>细间隔</translation>
    </message>
    <message>
        <source>Sizes of the papers</source>
        <translation>论文所用尺寸</translation>
    </message>
    <message>
        <source>Native sizes of the ticked models</source>
        <translation>已勾选模型的原生尺寸</translation>
    </message>
    <message>
        <source>Up to a large batch</source>
        <translation>直到大批量</translation>
    </message>
    <message>
        <source>One image</source>
        <translation>单张图像</translation>
    </message>
    <message>
        <source>Multiples of half the published value</source>
        <translation>发表值一半的整数倍</translation>
    </message>
    <message>
        <source>Around the published value</source>
        <translation>发表值附近</translation>
    </message>
    <message>
        <source>Powers of two</source>
        <translation>2 的幂</translation>
    </message>
</context>
<context>
    <name>RefusalNote</name>
    <message>
        <source>Sweep the nearest values that every ticked model takes</source>
        <translation>改为扫描所有已勾选模型都接受的最近取值</translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) will be skipped: {why}</source>
        <translation>
            <numerusform>将跳过 %n 个点：{why}</numerusform>
        </translation>
    </message>
    <message>
        <source>Use {range}</source>
        <translation>使用 {range}</translation>
    </message>
</context>
<context>
    <name>ResultNotes</name>
    <message>
        <source>Annotate a result</source>
        <translation>批注结果</translation>
    </message>
    <message>
        <source>Tag a result</source>
        <translation>给结果加标签</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n result(s)</source>
        <translation>
            <numerusform>删除 %n 条结果</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n result(s); Undo brings them back.</source>
        <translation>
            <numerusform>已删除 %n 条结果；撤销即可恢复。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>The variant, and the hyperparameters that were changed</source>
        <translation>模型变体及被修改的超参数</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>Side of the square input image in pixels</source>
        <translation>正方形输入图像的边长，单位像素</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Images in one call</source>
        <translation>一次调用的图像数</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Spatial positions in the first stage after the stem</source>
        <translation>输入层之后第一级的空间位置数</translation>
    </message>
    <message>
        <source>GMACs</source>
        <translation>GMACs</translation>
    </message>
    <message>
        <source>Billions of multiply-accumulates of one image</source>
        <translation>单张图像的乘加次数，单位十亿</translation>
    </message>
    <message>
        <source>Spatial</source>
        <translation>空间</translation>
    </message>
    <message>
        <source>Of the GMACs, those of spatial mixing</source>
        <translation>GMACs 中属于空间混合的部分</translation>
    </message>
    <message>
        <source>Latency, ms</source>
        <translation>延迟, ms</translation>
    </message>
    <message>
        <source>Median time of one call of the whole batch; ≈: a first look</source>
        <translation>整批一次调用的中位用时；≈：初测</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 % 区间</translation>
    </message>
    <message>
        <source>Half of the 95 % interval, as a share of the median</source>
        <translation>95 % 置信区间的半宽占中位数的比例</translation>
    </message>
    <message>
        <source>Images/s</source>
        <translation>图像/秒</translation>
    </message>
    <message>
        <source>Images that pass in one second</source>
        <translation>每秒通过的图像数</translation>
    </message>
    <message>
        <source>Peak, MB</source>
        <translation>峰值, MB</translation>
    </message>
    <message>
        <source>Most memory that a call holds at a time, without weights</source>
        <translation>一次调用同时占用的最大内存，不含权重</translation>
    </message>
    <message>
        <source>Trust</source>
        <extracomment>All that rank and word of a verdict depend on, but for the reasons.</extracomment>
        <translation>可信度</translation>
    </message>
    <message>
        <source>How far the measurement may be believed, and why</source>
        <translation>该测量在多大程度上可信，以及原因</translation>
    </message>
    <message>
        <source>Data type</source>
        <translation>数据类型</translation>
    </message>
    <message>
        <source>Data type of weights and activations</source>
        <translation>权重与激活的数据类型</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>布局</translation>
    </message>
    <message>
        <source>Order of an image&apos;s values in memory</source>
        <translation>图像数值在内存中的排列次序</translation>
    </message>
    <message>
        <source>Runtime</source>
        <translation>运行方式</translation>
    </message>
    <message>
        <source>As it stands, compiled, or replayed as a CUDA graph</source>
        <translation>原样运行、编译后运行，或作为 CUDA 图重放</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>A forward pass, or a training step</source>
        <translation>一次前向传播，或一个训练步</translation>
    </message>
    <message>
        <source>Median time of this part of a training step</source>
        <translation>训练步中此部分的中位用时</translation>
    </message>
    <message>
        <source>Forward, ms</source>
        <translation>前向，ms</translation>
    </message>
    <message>
        <source>Backward, ms</source>
        <translation>反向，ms</translation>
    </message>
    <message>
        <source>Optimizer, ms</source>
        <translation>优化器，ms</translation>
    </message>
    <message>
        <source>Compile, s</source>
        <translation>编译，s</translation>
    </message>
    <message>
        <source>What compiling took before the first call</source>
        <translation>首次调用之前编译所用的时间</translation>
    </message>
    <message>
        <source>End to end, ms</source>
        <translation>端到端，ms</translation>
    </message>
    <message>
        <source>From the launch of a call to its result</source>
        <translation>从启动调用到得到结果</translation>
    </message>
    <message>
        <source>p95, ms</source>
        <translation>p95，ms</translation>
    </message>
    <message>
        <source>95 of 100 calls take less</source>
        <translation>100 次调用中有 95 次用时更少</translation>
    </message>
    <message>
        <source>First call, ms</source>
        <translation>首次调用，ms</translation>
    </message>
    <message>
        <source>The very first call, before anything is warm</source>
        <translation>预热之前的第一次调用</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Rounds that the interval is made of</source>
        <translation>构成区间的轮次数</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>进程数</translation>
    </message>
    <message>
        <source>Fresh processes that the rounds were taken in</source>
        <translation>测量这些轮次的全新进程数</translation>
    </message>
    <message>
        <source>Roof, %</source>
        <translation>峰值占比，%</translation>
    </message>
    <message>
        <source>Share of the rate of a large matrix product on this device</source>
        <translation>占此设备上大矩阵乘法速率的比例</translation>
    </message>
    <message>
        <source>Energy, mJ</source>
        <translation>能耗，mJ</translation>
    </message>
    <message>
        <source>Energy that the device takes for one image</source>
        <translation>设备处理一张图像的能耗</translation>
    </message>
    <message>
        <source>Forecast, MB</source>
        <translation>预测，MB</translation>
    </message>
    <message>
        <source>Peak of live tensors by forecast, without weights</source>
        <translation>预测的存活张量峰值，不含权重</translation>
    </message>
    <message>
        <source>Peak / forecast, %</source>
        <translation>峰值 / 预测，%</translation>
    </message>
    <message>
        <source>The measured peak in percent of the forecast one</source>
        <translation>实测峰值占预测峰值的百分比</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Your own words to find the result by; F2 writes them</source>
        <translation>便于查找该结果的自定义词；按 F2 编辑</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>What you say of the result; F2 writes it</source>
        <translation>您对该结果的说明；按 F2 编辑</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>用例</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>成本</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Judgement</source>
        <translation>判断</translation>
    </message>
    <message>
        <source>Sort upwards</source>
        <translation>升序排列</translation>
    </message>
    <message>
        <source>Sort downwards</source>
        <translation>降序排列</translation>
    </message>
    <message>
        <source>Then upwards by it</source>
        <translation>再按此列升序</translation>
    </message>
    <message>
        <source>Then downwards by it</source>
        <translation>再按此列降序</translation>
    </message>
    <message>
        <source>Do not sort by it</source>
        <translation>不按此列排序</translation>
    </message>
    <message>
        <source>Hide column</source>
        <extracomment>A column with more values than this is filtered by a range or by typing.</extracomment>
        <translation>隐藏此列</translation>
    </message>
    <message>
        <source>Show only</source>
        <translation>只显示</translation>
    </message>
    <message>
        <source>Filter by range…</source>
        <translation>按范围筛选…</translation>
    </message>
    <message>
        <source>Clear filter of this column</source>
        <translation>清除此列的筛选</translation>
    </message>
</context>
<context>
    <name>ResultsFilter</name>
    <message>
        <source>There is no column “{name}”; did you mean {near}?</source>
        <extracomment>Names by which columns are asked for beside their own. A part: a word or a condition, with what stands between quotes left whole. Signs as they come from a keyboard for Chinese, or out of a text.</extracomment>
        <translation>没有名为“{name}”的列；是否指 {near}？</translation>
    </message>
    <message>
        <source>There is no column “{name}”; to look for it as a text, put it between quotes.</source>
        <translation>没有名为“{name}”的列；若要作为文字查找，请加引号。</translation>
    </message>
    <message>
        <source>{name} has words, which are not more or less; write {name}:word.</source>
        <translation>{name} 是文字列，不能比较大小；请写 {name}:词。</translation>
    </message>
    <message>
        <source>A word is missing after {begun}</source>
        <translation>{begun} 之后缺少词</translation>
    </message>
    <message>
        <source>“{text}” is not a number; write {name}&lt;20, {name}&gt;=5 or {name}:5..20.</source>
        <translation>“{text}”不是数字；请写 {name}&lt;20, {name}&gt;=5 或 {name}:5..20。</translation>
    </message>
    <message>
        <source>{name} is not in “{unit}”; write the number alone.</source>
        <translation>{name} 不以“{unit}”为单位；请只写数字。</translation>
    </message>
    <message>
        <source>{name} is not in “{unit}”; write the number alone, or in {known}.</source>
        <translation>{name} 不以“{unit}”为单位；请只写数字，或用 {known}。</translation>
    </message>
</context>
<context>
    <name>ResultsModel</name>
    <message>
        <source>Sorted upwards by it, as key {place} of {count}</source>
        <extracomment>The number of the row&apos;s item in the session. Qt asks for many more; most of what it asks is answered before a row is looked up.</extracomment>
        <translation>按此列升序，排序键 {place}/{count}</translation>
    </message>
    <message>
        <source>Sorted downwards by it, as key {place} of {count}</source>
        <translation>按此列降序，排序键 {place}/{count}</translation>
    </message>
</context>
<context>
    <name>ResultsPanel</name>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>No results yet. Press Run to measure the ticked models.</source>
        <translation>尚无结果。点“运行”测量已勾选的模型。</translation>
    </message>
    <message>
        <source>No row meets the filter.</source>
        <translation>没有符合筛选条件的行。</translation>
    </message>
    <message>
        <source>Show all rows</source>
        <translation>显示全部行</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Show only rows with certain words or values</source>
        <translation>只显示含有特定词或值的行</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>选择列</translation>
    </message>
    <message>
        <source>Show or hide columns of the table, and sort by them</source>
        <translation>显示或隐藏表格的列，并按列排序</translation>
    </message>
    <message>
        <source>All results as CSV…</source>
        <translation>全部结果存为 CSV…</translation>
    </message>
    <message>
        <source>Other formats, rows and columns…</source>
        <translation>其他格式、行与列…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Export results</source>
        <translation>导出结果</translation>
    </message>
    <message>
        <source>Save results as a table, as data, or as a report</source>
        <translation>将结果保存为表格、数据或报告</translation>
    </message>
    <message>
        <source>Copy for a spreadsheet</source>
        <translation>复制到电子表格</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>复制为 Markdown</translation>
    </message>
    <message>
        <source>Copy as LaTeX</source>
        <translation>复制为 LaTeX</translation>
    </message>
    <message>
        <source>Copy all rows for a spreadsheet</source>
        <translation>复制全部行到电子表格</translation>
    </message>
    <message>
        <source>Copy all rows as Markdown</source>
        <translation>复制全部行为 Markdown</translation>
    </message>
    <message>
        <source>Copy all rows as LaTeX</source>
        <translation>复制全部行为 LaTeX</translation>
    </message>
    <message>
        <source>Column {title}</source>
        <translation>列“{title}”</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>写备注</translation>
    </message>
    <message>
        <source>Write tags</source>
        <translation>写标签</translation>
    </message>
    <message>
        <source>Delete results</source>
        <translation>删除结果</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy results</source>
        <translation>复制结果</translation>
    </message>
    <message>
        <source>Copy the selected rows, or all of them, for a spreadsheet</source>
        <translation>复制选中的行（未选中则复制全部），可粘贴到电子表格</translation>
    </message>
    <message>
        <source>Duel</source>
        <translation>对决</translation>
    </message>
</context>
<context>
    <name>ResultsTable</name>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>RoleTiming</name>
    <message>
        <source>A run is being measured; the layers can be timed when it is over.</source>
        <translation>正在测量；测量结束后才能为各层计时。</translation>
    </message>
    <message>
        <source>No eager forward pass of the ticked models was measured: run a sweep first, then its layers can be timed.</source>
        <translation>勾选的模型还没有测过 eager 前向：请先运行一次扫描，之后才能为其各层计时。</translation>
    </message>
    <message>
        <source>The engine is starting; the layers can be timed once it is ready.</source>
        <translation>引擎正在启动；就绪后即可为各层计时。</translation>
    </message>
    <message>
        <source>These results were measured on another machine or with other libraries than the engine has: their layers cannot be timed here.</source>
        <translation>这些结果是在另一台机器上或用不同于引擎的库测得的：无法在此为其各层计时。</translation>
    </message>
    <message>
        <source>Every size that was measured has its times by role.</source>
        <translation>每个已测尺寸都已有按作用划分的时间。</translation>
    </message>
    <message>
        <source>The models run with a clock at every layer…</source>
        <translation>模型正在运行，每一层都放有时钟…</translation>
    </message>
    <message>
        <source>Press Time by role: the ticked models run with a clock at every layer, at each size that was measured, a second or some each.</source>
        <translation>请点“按作用计时”：勾选的模型会在每个已测尺寸下运行，每一层都放有时钟，每个尺寸约需一秒或几秒。</translation>
    </message>
    <message>
        <source>Stop timing</source>
        <translation>停止计时</translation>
    </message>
    <message>
        <source>Time by role</source>
        <translation>按作用计时</translation>
    </message>
    <message>
        <source>Run the ticked models with a clock at every layer, at each size that was measured, and keep what the layers of each role took</source>
        <translation>在每个已测尺寸下运行勾选的模型，每一层都放有时钟，并保存各作用的层所用的时间</translation>
    </message>
    <message>
        <source>Timing layers: {done} of {total} sizes are done…</source>
        <translation>正在为各层计时：已完成 {done}/{total} 个尺寸…</translation>
    </message>
    <message>
        <source>{model} at {size} px could not be timed: {reason}</source>
        <translation>{model} 在 {size} px 下无法计时：{reason}</translation>
    </message>
</context>
<context>
    <name>Roles</name>
    <message>
        <source>stem</source>
        <translation>输入层</translation>
    </message>
    <message>
        <source>spatial mixing</source>
        <translation>空间混合</translation>
    </message>
    <message>
        <source>channel mixing</source>
        <translation>通道混合</translation>
    </message>
    <message>
        <source>downsampling</source>
        <translation>下采样</translation>
    </message>
    <message>
        <source>normalisation</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>head</source>
        <translation>输出头</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
</context>
<context>
    <name>Roofline</name>
    <message>
        <source>Layers of {model}</source>
        <translation>{model} 的各层</translation>
    </message>
    <message>
        <source>Layers without MACs</source>
        <translation>没有 MACs 的层</translation>
    </message>
    <message>
        <source>bytes moved</source>
        <translation>搬运的字节</translation>
    </message>
    <message>
        <source>bandwidth</source>
        <translation>带宽</translation>
    </message>
    <message>
        <source>layers: {n}, {ms} ms</source>
        <translation>层数：{n}，{ms} ms</translation>
    </message>
    <message>
        <source>the network itself</source>
        <translation>网络本身</translation>
    </message>
    <message>
        <source>too short to be timed honestly</source>
        <translation>太短，无法如实计时</translation>
    </message>
    <message>
        <source>the whole pass</source>
        <translation>整个前向</translation>
    </message>
    <message>
        <source>each layer alone, median over passes, which give no interval  ·  bytes operator by operator; FLOPs = 2 × MACs</source>
        <translation>每层单独计，取多次前向的中位数，不给出区间  ·  字节数逐算子统计；FLOPs = 2 × MACs</translation>
    </message>
    <message>
        <source>intensity</source>
        <extracomment>Rates are drawn in GMAC/s, bandwidths in GB/s. A roofline reaches so many times beyond the points and the ridge, to either side.</extracomment>
        <translation>计算强度</translation>
    </message>
    <message>
        <source>achieved rate</source>
        <translation>达到的速率</translation>
    </message>
    <message>
        <source>Roofline</source>
        <translation>屋顶线</translation>
    </message>
    <message>
        <source>unstable</source>
        <translation>不稳定</translation>
    </message>
    <message>
        <source>{share} of the roofline</source>
        <translation>屋顶线的 {share}</translation>
    </message>
    <message>
        <source>bytes operator by operator; FLOPs = 2 × MACs</source>
        <translation>字节数逐算子统计；FLOPs = 2 × MACs</translation>
    </message>
    <message>
        <source>bars: 95 % interval</source>
        <translation>误差线：95 % 区间</translation>
    </message>
    <message>
        <source>hollow: first look</source>
        <translation>空心：初测</translation>
    </message>
    <message>
        <source>unstable points say so when pointed at</source>
        <translation>指向不稳定的点时会注明</translation>
    </message>
    <message>
        <source>no roof: it was not measured on this session&apos;s machine</source>
        <translation>没有峰值：未在本会话的机器上测量</translation>
    </message>
    <message>
        <source>line: the measured roofs</source>
        <translation>线：测得的峰值</translation>
    </message>
    <message>
        <source>dashed: disturbed, the machine can do at least this</source>
        <translation>虚线：测量受干扰，机器至少能达到</translation>
    </message>
    <message>
        <source>bound by memory</source>
        <translation>受内存限制</translation>
    </message>
    <message>
        <source>bound by arithmetic</source>
        <translation>受算术限制</translation>
    </message>
    <message>
        <source>bound by neither: overhead</source>
        <translation>两者皆非：额外开销</translation>
    </message>
    <message>
        <source>beyond the roofline</source>
        <translation>超出屋顶线</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>arithmetic</source>
        <translation>算术</translation>
    </message>
    <message>
        <source>overhead</source>
        <translation>额外开销</translation>
    </message>
    <message>
        <source>beyond</source>
        <translation>超出</translation>
    </message>
    <message>
        <source>{dtype}, 1 thread</source>
        <translation>{dtype}，1 线程</translation>
    </message>
    <message>
        <source>{dtype}, {n} threads</source>
        <translation>{dtype}，{n} 线程</translation>
    </message>
    <message>
        <source>ridge at {ridge} MACs a byte</source>
        <translation>脊点：每字节 {ridge} MACs</translation>
    </message>
    <message>
        <source>{slower}: {fewer} fewer MACs than {faster}, {times} times as long</source>
        <translation>{slower}：MACs 比 {faster} 少 {fewer}，用时却是其 {times} 倍</translation>
    </message>
    <message>
        <source>Why: {reasons}.</source>
        <translation>原因：{reasons}。</translation>
    </message>
    <message>
        <source>Nothing that is counted explains it.</source>
        <translation>统计到的量都无法解释这一点。</translation>
    </message>
    <message>
        <source>The same at {sides} px.</source>
        <translation>在 {sides} px 时同样如此。</translation>
    </message>
    <message>
        <source>Both timings are unstable, not to be relied on.</source>
        <translation>两个计时都不稳定，不可依赖。</translation>
    </message>
    <message>
        <source>One of the timings is unstable, not to be relied on.</source>
        <translation>其中一个计时不稳定，不可依赖。</translation>
    </message>
    <message>
        <source>At {side} px, batch {batch}: {macs} MACs against {other_macs}, {time} against {other_time}, so that it computes {rate} GMAC/s, not {other_rate}.</source>
        <translation>{side} px、批大小 {batch}：{macs} MACs 对 {other_macs}，{time} 对 {other_time}，因此每秒计算 {rate} GMAC，而后者为 {other_rate}。</translation>
    </message>
    <message>
        <source>it moves {slower} against {faster}, so that a byte serves {intensity} MACs, not {others}</source>
        <translation>搬运 {slower}，后者为 {faster}，每个字节只用于 {intensity} MACs，而非 {others}</translation>
    </message>
    <message>
        <source>{slower} of its bytes are in layers without MACs (against {faster})</source>
        <translation>其字节的 {slower} 位于没有 MACs 的层（后者为 {faster}）</translation>
    </message>
    <message>
        <source>{slower} of its MACs are in depthwise or grouped convolutions (against {faster})</source>
        <translation>其 MACs 的 {slower} 位于深度卷积或分组卷积（后者为 {faster}）</translation>
    </message>
    <message>
        <source>its forward pass makes {slower} operator calls against {faster}</source>
        <translation>其前向传播调用算子 {slower} 次，对方为 {faster} 次</translation>
    </message>
    <message>
        <source>it makes {slower} operator calls against {faster}, of {each} ms each</source>
        <translation>算子调用 {slower} 次，后者为 {faster} 次，每次 {each} ms</translation>
    </message>
    <message>
        <source>it is launch-bound: {slower} ms from launch to result, of which the device works {faster} ms</source>
        <translation>受启动限制：从启动到得出结果 {slower} ms，其中设备工作 {faster} ms</translation>
    </message>
    <message>
        <source>Layer by layer the roofs allow {least} ms: the layers reach {share} of that roofline.</source>
        <translation>逐层来看，峰值允许的最短时间为 {least} ms：各层达到该屋顶线的 {share}。</translation>
    </message>
    <message>
        <source>Hollow: too short to be timed honestly, over a tenth of the time is the clocks&apos;; layers: {n}.</source>
        <translation>空心：过短，无法如实计时，其中超过十分之一的时间属于计时器；层数：{n}。</translation>
    </message>
    <message>
        <source>Without a time of their own, within that of their caller: {paths}.</source>
        <translation>没有单独的时间、计入其调用者的层：{paths}。</translation>
    </message>
    <message>
        <source>{count} layers take {layers} ms and the modules between them {between} ms: {share} of the {whole} ms of a pass with a clock at every layer, for each is a median of its own; without clocks {plain} ms.</source>
        <translation>{count} 层共用 {layers} ms，其间的模块 {between} ms：占逐层计时的一次前向 {whole} ms 的 {share}，因为每个数都是各自的中位数；不计时为 {plain} ms。</translation>
    </message>
</context>
<context>
    <name>RooflineBar</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>各层</translation>
    </message>
    <message>
        <source>What is held against the roofs</source>
        <translation>与峰值对照的对象</translation>
    </message>
    <message>
        <source>Hold all models of the session against the roofs, or each layer of the selected one</source>
        <translation>将本会话的所有模型，或所选模型的每一层，与峰值对照</translation>
    </message>
    <message>
        <source>Resolution in pixels</source>
        <translation>分辨率（像素）</translation>
    </message>
    <message>
        <source>The resolution at which the layers are timed</source>
        <translation>对各层计时的分辨率</translation>
    </message>
    <message>
        <source>Run the model with a clock at every layer</source>
        <translation>运行模型，并对每一层计时</translation>
    </message>
    <message>
        <source>{side} px</source>
        <translation>{side} px</translation>
    </message>
    <message>
        <source>Stop timing</source>
        <translation>停止计时</translation>
    </message>
    <message>
        <source>Time the layers</source>
        <translation>逐层计时</translation>
    </message>
    <message>
        <source>Stop measuring</source>
        <translation>停止测量</translation>
    </message>
    <message>
        <source>Measure the roofs</source>
        <translation>测量峰值</translation>
    </message>
    <message>
        <source>Measure the best rate of a matrix product and of memory, some seconds, and keep both</source>
        <translation>测量矩阵乘法与内存的最佳速率，需数秒，并保存两者</translation>
    </message>
</context>
<context>
    <name>RooflinePage</name>
    <message>
        <source>No model with fewer MACs surely takes longer at the same size and conditions; intervals that overlap are not ranked.</source>
        <extracomment>Of the width: the plot, and what stands beside it.</extracomment>
        <translation>在相同尺寸和条件下，没有 MACs 更少却确定更慢的模型；区间重叠的不排序。</translation>
    </message>
    <message>
        <source>Tick models at the left: their results are held against the roofs here.</source>
        <translation>请在左侧勾选模型：此处将其结果与峰值对照。</translation>
    </message>
    <message>
        <source>No ticked model has results in this session. Tick one that has, or press Run to measure those that are ticked.</source>
        <translation>勾选的模型在此会话中都没有结果。请勾选有结果的模型，或按“运行”测量已勾选的模型。</translation>
    </message>
    <message>
        <source>Press Run: each finished point appears below the roofs of this machine. Measure the roofs to see them now.</source>
        <translation>按“运行”：每个完成的点都会出现在这台机器的峰值之下。先测量峰值即可现在看到。</translation>
    </message>
    <message>
        <source>The best rates of this machine are being measured, some seconds…</source>
        <translation>正在测量这台机器的最佳速率，需数秒……</translation>
    </message>
    <message>
        <source>These results were measured on another machine or with other libraries than the engine has: that machine&apos;s roofs cannot be measured here.</source>
        <translation>这些结果是在另一台机器上或用与引擎不同的库测得的：无法在这里测量那台机器的峰值。</translation>
    </message>
    <message>
        <source>Layers below the roofs</source>
        <translation>峰值之下的各层</translation>
    </message>
    <message>
        <source>Select a model at the left: its layers are held against the roofs here.</source>
        <translation>在左侧选择一个模型：它的各层将在此与峰值对照。</translation>
    </message>
    <message>
        <source>The selected model accepts none of these resolutions.</source>
        <translation>所选模型不接受这些分辨率。</translation>
    </message>
    <message>
        <source>The layers can be timed as soon as the run is over.</source>
        <translation>运行结束后即可对各层计时。</translation>
    </message>
    <message>
        <source>The model runs with a clock at every layer…</source>
        <translation>模型正在逐层计时运行…</translation>
    </message>
    <message>
        <source>Press Time the layers: the model runs with a clock at every layer, a second or some.</source>
        <translation>按“对各层计时”：模型将运行并对每一层计时，约需一秒或数秒。</translation>
    </message>
</context>
<context>
    <name>Run</name>
    <message>
        <source>{finished} of {total} points</source>
        <translation>{finished}/{total} 个点</translation>
    </message>
    <message>
        <source>{duration} left</source>
        <translation>剩余 {duration}</translation>
    </message>
    <message>
        <source>Finished: {measured} of {total} points measured</source>
        <translation>已完成：测得 {measured}/{total} 个点</translation>
    </message>
    <message>
        <source>Stopped: {measured} of {total} points measured</source>
        <translation>已停止：测得 {measured}/{total} 个点</translation>
    </message>
</context>
<context>
    <name>RunControl</name>
    <message>
        <source>A duel is being measured; wait for its end, or stop it.</source>
        <extracomment>How often the kill ladder is looked at, and how long typing may pause before the worker is asked to count. How long a closing window waits for the worker&apos;s end.</extracomment>
        <translation>正在测量对决；请等它结束，或将其停止。</translation>
    </message>
    <message>
        <source>What a claim lacks is being measured; wait for its end, or stop it.</source>
        <translation>正在测量某条论断缺少的部分；请等待结束或将其停止。</translation>
    </message>
    <message>
        <source>A run is being measured; open another session when it is over.</source>
        <translation>正在测量；请在运行结束后再打开其他会话。</translation>
    </message>
</context>
<context>
    <name>Scaling</name>
    <message>
        <source>{low} and {high}</source>
        <extracomment>More sentences than this are clutter.</extracomment>
        <translation>{low} 与 {high}</translation>
    </message>
    <message>
        <source>resolution</source>
        <extracomment>What sets a metric that stands to the right apart from a hyperparameter of the same name.</extracomment>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>positions of the first stage</source>
        <translation>第一级的空间位置</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>area of the image</source>
        <translation>图像面积</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>{metric} of spatial mixing</source>
        <extracomment>The metrics of small multiples.</extracomment>
        <translation>空间混合的 {metric}</translation>
    </message>
    <message>
        <source>hollow: first look</source>
        <translation>空心：初测</translation>
    </message>
    <message>
        <source>dotted: results of elsewhere</source>
        <translation>点线：其他来源的结果</translation>
    </message>
    <message>
        <source>grey: not to be compared, for the reason given</source>
        <translation>灰色：条件不同，不可直接比较（原因已注明）</translation>
    </message>
    <message>
        <source>not drawn, for none of the values suits it: {models}</source>
        <translation>未绘出（没有适用的取值）：{models}</translation>
    </message>
    <message>
        <source>Tick a model at the left: what it costs by law is drawn at once.</source>
        <translation>在左侧勾选模型：由公式得出的成本会立即绘出。</translation>
    </message>
    <message>
        <source>The first points are on their way.</source>
        <translation>第一批点即将出现。</translation>
    </message>
    <message>
        <source>{metric} has no law: press Run, and each finished point appears here at once.</source>
        <translation>{metric}没有公式：点“运行”，每个完成的点会立即显示在此。</translation>
    </message>
    <message>
        <source>No ticked model accepts these values. Change the range of the sweep at the left.</source>
        <translation>勾选的模型都不接受这些取值。请在左侧更改扫描范围。</translation>
    </message>
    <message>
        <source>, batch {batch}</source>
        <translation>，批大小 {batch}</translation>
    </message>
    <message>
        <source>, {height} x {width} px</source>
        <translation>，{height} × {width} px</translation>
    </message>
    <message>
        <source>constant</source>
        <extracomment>Exponents nearer to zero than this are called constant.</extracomment>
        <translation>恒定</translation>
    </message>
</context>
<context>
    <name>ScalingPage</name>
    <message>
        <source>What is drawn upwards</source>
        <extracomment>What a combo box needs beside its words: padding, border, arrow. Working out figures for longer than this is a turn of the event loop by itself. Series that get their items within one turn; each takes two or three milliseconds. What was worked out and waits to be shown in the next turn of the event loop.</extracomment>
        <translation>纵轴显示的量</translation>
    </message>
    <message>
        <source>What is drawn to the right</source>
        <translation>横轴显示的量</translation>
    </message>
    <message>
        <source>log x</source>
        <translation>log x</translation>
    </message>
    <message>
        <source>Space the horizontal axis by powers</source>
        <translation>横轴采用对数刻度</translation>
    </message>
    <message>
        <source>log y</source>
        <translation>log y</translation>
    </message>
    <message>
        <source>Space the vertical axis by powers: power laws become lines</source>
        <translation>纵轴采用对数刻度：幂律成为直线</translation>
    </message>
    <message>
        <source>Spatial only</source>
        <translation>仅空间混合</translation>
    </message>
    <message>
        <source>Leave out everything but the layers that mix positions</source>
        <translation>只保留混合空间位置的层</translation>
    </message>
    <message>
        <source>Crossovers</source>
        <translation>交叉点</translation>
    </message>
    <message>
        <source>Say where one model becomes dearer than another</source>
        <translation>标出一个模型从何处起比另一个更贵</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Axis</source>
        <translation>横轴</translation>
    </message>
</context>
<context>
    <name>SessionCsv</name>
    <message>
        <source>There are no results to save yet; press Run first.</source>
        <translation>还没有可保存的结果；请先按“运行”。</translation>
    </message>
    <message>
        <source>Export results</source>
        <translation>导出结果</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>逗号分隔值 (*.csv)</translation>
    </message>
    <message numerus="yes">
        <source>Saved %n result(s) to {path}</source>
        <translation>
            <numerusform>已将 %n 条结果保存到 {path}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SessionDesk</name>
    <message>
        <source>Rename a session</source>
        <translation>重命名会话</translation>
    </message>
    <message>
        <source>Tag a session</source>
        <translation>为会话添加标签</translation>
    </message>
    <message>
        <source>Annotate a session</source>
        <translation>为会话添加备注</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n session(s)</source>
        <translation>
            <numerusform>删除 %n 个会话</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n session(s); Undo brings them back.</source>
        <translation>
            <numerusform>已删除 %n 个会话；可用“撤销”恢复。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Bring %n session(s) back</source>
        <translation>
            <numerusform>恢复 %n 个会话</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Took in %n result(s) of {file}: drawn over the plots.</source>
        <translation>
            <numerusform>已从 {file} 导入 %n 条结果，并叠加绘制在图上。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saved %n result(s) to {path}</source>
        <translation>
            <numerusform>已将 %n 条结果保存到 {path}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sessions</name>
    <message>
        <source>Demo: {machine}, {threads} threads</source>
        <extracomment>What the settings file says where the demonstration was put away.</extracomment>
        <translation>演示：{machine}，{threads} 线程</translation>
    </message>
    <message>
        <source>Import results</source>
        <translation>导入结果</translation>
    </message>
    <message>
        <source>Results (*.csv *.json)</source>
        <translation>结果 (*.csv *.json)</translation>
    </message>
    <message>
        <source>Export results</source>
        <translation>导出结果</translation>
    </message>
    <message>
        <source>Results (*.csv *.json *.parquet *.md *.tex *.html)</source>
        <translation>结果 (*.csv *.json *.parquet *.md *.tex *.html)</translation>
    </message>
    <message>
        <source>{finished} of {planned}</source>
        <translation>{finished} / {planned}</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>已导入</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>broken off</source>
        <translation>意外中断</translation>
    </message>
    <message>
        <source>open</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Name</source>
        <extracomment>What a person may type into.</extracomment>
        <translation>名称</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>测点</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>机器</translation>
    </message>
    <message>
        <source>torch</source>
        <translation>torch</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>正在显示</translation>
    </message>
    <message>
        <source>Tick to draw these results over the plots</source>
        <translation>勾选后将这些结果叠加绘制在图上</translation>
    </message>
</context>
<context>
    <name>SessionsPanel</name>
    <message>
        <source>Sessions</source>
        <extracomment>Of the columns before the note, which takes what they leave. What is imported by its suffix.</extracomment>
        <translation>会话</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>List what was deleted, to bring it back</source>
        <translation>列出已删除的会话，以便恢复</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Take in results of elsewhere: our CSV or JSON, or timm&apos;s benchmarks. Files can be dropped here too</source>
        <translation>导入别处的结果：MixBench 的 CSV 或 JSON，或 timm 的基准测试。也可将文件拖放到此处</translation>
    </message>
    <message>
        <source>Hide demo</source>
        <translation>隐藏演示</translation>
    </message>
    <message>
        <source>Take the demonstration off the plots for good</source>
        <translation>从图上永久移除演示结果</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Draw over the plots</source>
        <translation>叠加绘制到图上</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Edit tags</source>
        <translation>编辑标签</translation>
    </message>
    <message>
        <source>Edit note</source>
        <translation>编辑备注</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Search sessions…</source>
        <translation>搜索会话…</translation>
    </message>
    <message>
        <source>Search the sessions</source>
        <translation>搜索会话</translation>
    </message>
    <message>
        <source>Show the sessions in whose name, machine, models, tags or note every word occurs</source>
        <translation>只显示名称、机器、模型、标签或备注中包含所有词语的会话</translation>
    </message>
    <message>
        <source>No session matches.</source>
        <translation>没有匹配的会话。</translation>
    </message>
    <message>
        <source>Nothing is deleted.</source>
        <translation>没有已删除的会话。</translation>
    </message>
    <message>
        <source>No session yet. Press Run to measure the ticked models, or drop a results file here.</source>
        <translation>还没有会话。按“运行”测量已勾选的模型，或将结果文件拖放到此处。</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>No shortcut is called that.</source>
        <translation>没有这个名称的快捷键。</translation>
    </message>
    <message>
        <source>Search by name or by key…</source>
        <translation>按名称或按键搜索…</translation>
    </message>
    <message>
        <source>Search the shortcuts</source>
        <translation>搜索快捷键</translation>
    </message>
    <message>
        <source>A part of what an action is called, or a key such as Ctrl</source>
        <translation>操作名称的一部分，或 Ctrl 这样的按键</translation>
    </message>
</context>
<context>
    <name>SideBox</name>
    <message>
        <source>Resolution in pixels</source>
        <translation>分辨率（像素）</translation>
    </message>
    <message>
        <source>{side} px</source>
        <translation>{side} px</translation>
    </message>
</context>
<context>
    <name>SizeProblem</name>
    <message>
        <source>Use another size</source>
        <translation>改用其他尺寸</translation>
    </message>
    <message>
        <source>Look at the costs at the nearest resolution that the model takes</source>
        <translation>改看模型可接受的最近分辨率下的成本</translation>
    </message>
    <message>
        <source>Use {side} px</source>
        <translation>改用 {side} px</translation>
    </message>
</context>
<context>
    <name>SlowerList</name>
    <message>
        <source>Fewer MACs yet slower</source>
        <translation>MACs 更少却更慢</translation>
    </message>
    <message>
        <source>Models with fewer MACs that surely take longer under the same conditions; a click shows one</source>
        <translation>相同条件下 MACs 更少却确定更慢的模型；点击可查看</translation>
    </message>
</context>
<context>
    <name>SpanChip</name>
    <message>
        <source>At least</source>
        <extracomment>The largest end of a range: beyond every model of the catalog.</extracomment>
        <translation>至少</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>至多</translation>
    </message>
    <message>
        <source>any</source>
        <translation>不限</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>block {number} of {total}</source>
        <translation>第 {number} 块，共 {total} 块</translation>
    </message>
    <message>
        <source>layer {number} of {total}</source>
        <translation>第 {number} 层，共 {total} 层</translation>
    </message>
    <message>
        <source>{text}, image {image} of {images}</source>
        <translation>{text}，第 {image} 幅图像，共 {images} 幅</translation>
    </message>
</context>
<context>
    <name>StripPlot</name>
    <message>
        <source>{samples} samples in milliseconds, a line a round; crosses: {marked} disturbed ones</source>
        <translation>{samples} 个样本，单位毫秒，每轮一行；叉号：{marked} 个受干扰的样本</translation>
    </message>
</context>
<context>
    <name>SweepEstimate</name>
    <message numerus="yes">
        <source>%n point(s)</source>
        <extracomment>The share of the free memory that the engine lets a case take.</extracomment>
        <translation>
            <numerusform>%n 个点</numerusform>
        </translation>
    </message>
    <message>
        <source>about {duration}</source>
        <translation>约 {duration}</translation>
    </message>
    <message>
        <source>peak {peak} of {free} free</source>
        <translation>峰值 {peak} / 空闲 {free}</translation>
    </message>
    <message>
        <source>peak {peak}</source>
        <translation>峰值 {peak}</translation>
    </message>
    <message>
        <source>peak {peak} of {memory}</source>
        <translation>峰值 {peak} / 共 {memory}</translation>
    </message>
</context>
<context>
    <name>SweepPanel</name>
    <message>
        <source>Sweep</source>
        <extracomment>A range is half a sentence while it is typed: it is read when the typing pauses.</extracomment>
        <translation>扫描</translation>
    </message>
    <message>
        <source>Ranges</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Choose a range that is often swept</source>
        <translation>选择一个常用的扫描范围</translation>
    </message>
    <message>
        <source>Tick a model to see what the sweep takes.</source>
        <translation>勾选模型，查看扫描所需的时间与内存。</translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) need up to {needed}, {free} are free.</source>
        <translation>
            <numerusform>%n 个点最多需要 {needed}，可用 {free}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Leave out %n point(s)</source>
        <translation>
            <numerusform>略去 %n 个点</numerusform>
        </translation>
    </message>
    <message>
        <source>Axis of the sweep</source>
        <translation>扫描轴</translation>
    </message>
    <message>
        <source>What is varied; everything else is held fixed</source>
        <translation>要变化的量；其余一律固定</translation>
    </message>
    <message>
        <source>Values along the axis</source>
        <translation>轴上的取值</translation>
    </message>
    <message>
        <source>from:to:step like 64:512:64, a list like 1,8,32, or both</source>
        <translation>起:止:步长（如 64:512:64）、列表（如 1,8,32），或两者并用</translation>
    </message>
    <message>
        <source>Resolution in pixels</source>
        <translation>分辨率，单位像素</translation>
    </message>
    <message>
        <source>Side of the square input image</source>
        <translation>正方形输入图像的边长</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Images in one call</source>
        <translation>一次调用的图像数</translation>
    </message>
    <message>
        <source>Ranges that are often swept</source>
        <translation>常用的扫描范围</translation>
    </message>
    <message>
        <source>A run skips them with this reason; otherwise each is refused when its turn comes</source>
        <translation>运行时会以此原因跳过它们；否则轮到时逐个被拒绝</translation>
    </message>
    <message>
        <source>Axis</source>
        <translation>轴</translation>
    </message>
    <message>
        <source>From : to : step</source>
        <translation>起 : 止 : 步长</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>resolution, px</source>
        <translation>分辨率, px</translation>
    </message>
    <message>
        <source>batch, images</source>
        <translation>批大小, 图像</translation>
    </message>
    <message>
        <source>{value} is more than MixBench sweeps; the largest is {limit}</source>
        <translation>{value} 超出 MixBench 的扫描范围；最大为 {limit}</translation>
    </message>
</context>
<context>
    <name>TearOffTabs</name>
    <message>
        <source>Pages</source>
        <extracomment>How far above or below the bar a tab must be dragged to come off.</extracomment>
        <translation>页面</translation>
    </message>
    <message>
        <source>All pages</source>
        <translation>所有页面</translation>
    </message>
    <message>
        <source>All pages by name, those in windows of their own too</source>
        <translation>按名称列出所有页面，包括已独立成窗口的页面</translation>
    </message>
    <message>
        <source>Drag the tab out, or double-click it, for a window of its own</source>
        <translation>将标签拖出或双击标签，可使其成为独立窗口</translation>
    </message>
    <message>
        <source>One page stays in the window; bring another back to float this one.</source>
        <translation>窗口中须保留一个页面；请先收回另一个页面，再浮动此页面。</translation>
    </message>
    <message>
        <source>Float this page</source>
        <translation>浮动此页面</translation>
    </message>
    <message>
        <source>Bring every page back</source>
        <translation>收回所有页面</translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>Run</source>
        <extracomment>Above this share of busy cores a timing is likely to be disturbed. The progress says at least this much before something else gives way.</extracomment>
        <translation>运行</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>The engine has not been started yet</source>
        <translation>测量引擎尚未启动</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>运行进度</translation>
    </message>
    <message>
        <source>State of the engine</source>
        <translation>引擎状态</translation>
    </message>
    <message>
        <source>Load of the machine</source>
        <translation>机器负载</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>engine stopped</source>
        <translation>引擎已停止</translation>
    </message>
    <message>
        <source>engine starting</source>
        <translation>引擎启动中</translation>
    </message>
    <message>
        <source>engine ready</source>
        <translation>引擎就绪</translation>
    </message>
    <message>
        <source>measuring</source>
        <translation>测量中</translation>
    </message>
    <message>
        <source>pausing</source>
        <translation>正在暂停</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>停止中</translation>
    </message>
    <message>
        <source>engine broken</source>
        <translation>引擎故障</translation>
    </message>
    <message>
        <source>{n} % of the cores are busy, too little to disturb timings</source>
        <translation>{n} % 的核心繁忙，不足以干扰计时</translation>
    </message>
    <message>
        <source>machine quiet</source>
        <translation>机器空闲</translation>
    </message>
    <message>
        <source>{n} % of the cores are busy with other work, which disturbs timings</source>
        <translation>{n} % 的核心忙于其他工作，会干扰计时</translation>
    </message>
    <message>
        <source>machine busy: {n} %</source>
        <translation>机器繁忙：{n} %</translation>
    </message>
    <message>
        <source>torch {version}</source>
        <translation>torch {version}</translation>
    </message>
    <message>
        <source>torch {torch}, Python {python}, {processor}</source>
        <translation>torch {torch}，Python {python}，{processor}</translation>
    </message>
</context>
<context>
    <name>Trust</name>
    <message>
        <source>counting…</source>
        <translation>计数中…</translation>
    </message>
    <message>
        <source>its operations and its memory are being counted</source>
        <translation>正在统计其运算量与内存</translation>
    </message>
    <message>
        <source>warming up…</source>
        <translation>预热中…</translation>
    </message>
    <message>
        <source>it is called until its times settle</source>
        <translation>反复调用，直至耗时稳定</translation>
    </message>
    <message>
        <source>first look</source>
        <translation>初测</translation>
    </message>
    <message>
        <source>a few calls only; its rounds come later in this run</source>
        <translation>只有几次调用；其轮次在本次运行的稍后进行</translation>
    </message>
    <message>
        <source>refining…</source>
        <translation>细化中…</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>its turn comes later in this run</source>
        <translation>在本次运行中稍后进行</translation>
    </message>
    <message>
        <source>the first rounds are being timed</source>
        <translation>正在进行最初几轮计时</translation>
    </message>
    <message>
        <source>± {half_width} after {rounds} rounds</source>
        <translation>{rounds} 轮后为 ± {half_width}</translation>
    </message>
    <message>
        <source>undisturbed, and the 95 % interval is within its target of ± {target}: {rounds} rounds</source>
        <translation>未受干扰，且 95 % 置信区间在目标 ± {target} 之内：{rounds} 轮</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>已验证</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>未验证</translation>
    </message>
    <message>
        <source>unstable</source>
        <translation>不稳定</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>out of memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>crashed</source>
        <translation>崩溃</translation>
    </message>
</context>
<context>
    <name>ViewChoices</name>
    <message>
        <source>A run is being measured; the language can change when it is over.</source>
        <translation>正在测量；结束后即可切换语言。</translation>
    </message>
    <message>
        <source>Open the window anew in it</source>
        <translation>以该语言重新打开窗口</translation>
    </message>
    <message>
        <source>Change now</source>
        <translation>立即切换</translation>
    </message>
    <message>
        <source>The language that you chose can change now.</source>
        <translation>现在可以切换到您选择的语言了。</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>Ask again</source>
        <translation>重新询问</translation>
    </message>
    <message>
        <source>Put the question to the engine once more</source>
        <translation>再次向引擎提问</translation>
    </message>
</context>
<context>
    <name>WayOut</name>
    <message>
        <source>No model matches “{text}”. Search by name, family, paper, author or year.</source>
        <translation>没有模型匹配“{text}”。可按名称、系列、论文、作者或年份搜索。</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清除搜索</translation>
    </message>
    <message>
        <source>No model has all that is asked.</source>
        <translation>没有模型满足全部条件。</translation>
    </message>
    <message>
        <source>Clear search and filters</source>
        <translation>清除搜索与筛选</translation>
    </message>
    <message numerus="yes">
        <source>No model has all that is asked. Without “{filter}”: %n.</source>
        <translation>
            <numerusform>没有模型满足全部条件。去掉“{filter}”后有 %n 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Clear “{filter}”</source>
        <translation>清除“{filter}”</translation>
    </message>
</context>
<context>
    <name>WeightsPage</name>
    <message>
        <source>Weights of the units</source>
        <extracomment>So many units of a block are shown at a time: in a row each where all blocks are, in rows where one is. Even steps from blue over white to red.</extracomment>
        <translation>各单元的权重</translation>
    </message>
    <message>
        <source>The resolution that the network is built for</source>
        <translation>构建网络时的分辨率</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>块</translation>
    </message>
    <message>
        <source>All blocks in a row each, or one with more of its units</source>
        <translation>所有块各占一行，或只看一个块的更多单元</translation>
    </message>
    <message>
        <source>All blocks</source>
        <translation>所有块</translation>
    </message>
    <message>
        <source>The units before these</source>
        <translation>前面的单元</translation>
    </message>
    <message>
        <source>Units before</source>
        <translation>前面的单元</translation>
    </message>
    <message>
        <source>The units after these</source>
        <translation>后面的单元</translation>
    </message>
    <message>
        <source>Units after</source>
        <translation>后面的单元</translation>
    </message>
    <message>
        <source>What became of the file</source>
        <translation>文件的载入情况</translation>
    </message>
    <message>
        <source>Which tensors of the file found their place, and which did not</source>
        <translation>文件中哪些张量找到了对应位置，哪些没有</translation>
    </message>
    <message>
        <source>weight, share of the block&apos;s largest</source>
        <translation>权重，占该块最大值的比例</translation>
    </message>
    <message>
        <source>units {first} to {last} of {count}</source>
        <translation>单元 {first} 至 {last}，共 {count} 个</translation>
    </message>
    <message>
        <source>{block} · largest {peak}</source>
        <translation>{block} · 最大 {peak}</translation>
    </message>
    <message>
        <source>Block {number}</source>
        <translation>第 {number} 块</translation>
    </message>
    <message>
        <source>another shape: {name} is {found}, not {wanted}</source>
        <translation>形状不同：{name} 为 {found}，而非 {wanted}</translation>
    </message>
    <message>
        <source>missing: {name}</source>
        <translation>缺失：{name}</translation>
    </message>
    <message>
        <source>unexpected: {name}</source>
        <translation>多余：{name}</translation>
    </message>
    <message>
        <source>renamed: {found} is {name}</source>
        <translation>改名：{found} 即 {name}</translation>
    </message>
    <message>
        <source>at initialisation</source>
        <translation>初始化时</translation>
    </message>
    <message>
        <source>the network&apos;s own order</source>
        <translation>按网络自身的顺序</translation>
    </message>
    <message>
        <source>each unit over all {rows} × {columns} places</source>
        <translation>每个单元覆盖全部 {rows} × {columns} 个位置</translation>
    </message>
    <message>
        <source>each unit over a line of {columns} places</source>
        <translation>每个单元覆盖一行 {columns} 个位置</translation>
    </message>
    <message>
        <source>each unit over a cell of {rows} × {columns} places</source>
        <translation>每个单元覆盖 {rows} × {columns} 个位置的单元格</translation>
    </message>
    <message>
        <source>depthwise kernels of {rows} × {columns}</source>
        <translation>{rows} × {columns} 的深度卷积核</translation>
    </message>
    <message>
        <source>unit {unit}, row {row}, column {column}: {weight}</source>
        <translation>单元 {unit}，第 {row} 行，第 {column} 列：{weight}</translation>
    </message>
    <message>
        <source>Select a model at the left: the weights of its spatial mixing are shown here.</source>
        <translation>在左侧选择一个模型：此处显示其空间混合的权重。</translation>
    </message>
    <message>
        <source>The weights are looked at as soon as the run is over.</source>
        <translation>运行结束后立即查看权重。</translation>
    </message>
    <message>
        <source>The weights are being looked at…</source>
        <translation>正在查看权重…</translation>
    </message>
</context>
</TS>
