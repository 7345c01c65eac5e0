<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Session</source>
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
        <source>Export &amp;CSV…</source>
        <translation>导出 CSV(&amp;C)…</translation>
    </message>
    <message>
        <source>Save the results of this session as a CSV file</source>
        <translation>将本次会话的结果保存为 CSV 文件</translation>
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
        <source>Take back the last change of a hyperparameter</source>
        <translation>撤销上一次超参数修改</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Make the change that was taken back again</source>
        <translation>重新应用被撤销的修改</translation>
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
        <source>&amp;Copy results</source>
        <translation>复制结果(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the selected rows of the results, or all of them, for a spreadsheet</source>
        <translation>复制选中的结果行（未选中则复制全部），可粘贴到电子表格</translation>
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
        <source>&amp;Reset layout</source>
        <translation>重置布局(&amp;R)</translation>
    </message>
    <message>
        <source>Give every panel its first place and size again</source>
        <translation>将所有面板恢复到最初的位置和大小</translation>
    </message>
    <message>
        <source>Change the language of the window</source>
        <translation>更改窗口的语言</translation>
    </message>
    <message>
        <source>System lan&amp;guage</source>
        <translation>跟随系统语言(&amp;G)</translation>
    </message>
    <message>
        <source>Speak the language of the system</source>
        <translation>使用系统的语言</translation>
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
        <source>&amp;About MixBench</source>
        <translation>关于 MixBench(&amp;A)</translation>
    </message>
    <message>
        <source>Version, licence and the libraries in use</source>
        <translation>版本、许可证与所用的库</translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>Something went wrong inside MixBench ({error}); the details are in window.log.</source>
        <translation>MixBench 内部出错（{error}）；详情见 window.log。</translation>
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
        <source>Resolution in pixels</source>
        <extracomment>The most that a column takes before the reason, which takes what they leave. So many layers of a cause are named below the table.</extracomment>
        <translation>分辨率（像素）</translation>
    </message>
    <message>
        <source>The resolution of the images</source>
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
        <source>Ask again</source>
        <translation>重新询问</translation>
    </message>
    <message>
        <source>Ask fvcore</source>
        <translation>询问 fvcore</translation>
    </message>
    <message>
        <source>MACs of one image; FLOPs = 2 × MACs</source>
        <translation>单张图像的 MACs;FLOPs = 2 × MACs</translation>
    </message>
    <message>
        <source>{side} px</source>
        <translation>{side} px</translation>
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
    <name>ExportChip</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Save or copy the plot</source>
        <translation>保存或复制图表</translation>
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
        <source>Save as PDF…</source>
        <translation>另存为 PDF…</translation>
    </message>
    <message>
        <source>Copy as image</source>
        <translation>复制为图像</translation>
    </message>
    <message>
        <source>Save the plot</source>
        <translation>保存图表</translation>
    </message>
</context>
<context>
    <name>FigureView</name>
    <message>
        <source>Fit</source>
        <extracomment>How finely is looked for curves under a sentence.</extracomment>
        <translation>适应</translation>
    </message>
    <message>
        <source>Show all data again; so does a double click</source>
        <translation>重新显示全部数据；双击亦可</translation>
    </message>
</context>
<context>
    <name>HyperparameterForm</name>
    <message>
        <source>Hyperparameters</source>
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
        <translation>选择一个模型，查看并修改其超参数。</translation>
    </message>
    <message>
        <source>As published. Change a value to make a copy of your own.</source>
        <translation>与发表版本一致。修改任一数值即生成你自己的副本。</translation>
    </message>
    <message>
        <source>against the published variant: {changes}</source>
        <translation>与发表版本相比：{changes}</translation>
    </message>
    <message>
        <source>params {change}</source>
        <translation>参数量 {change}</translation>
    </message>
    <message>
        <source>MACs {change} at {side} px</source>
        <translation>{side} px 时 MACs {change}</translation>
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
        <source>Memory</source>
        <extracomment>A forecast that is off by more is said in the colour of a warning.</extracomment>
        <translation>内存</translation>
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
        <source>Resolution in pixels</source>
        <translation>分辨率（像素）</translation>
    </message>
    <message>
        <source>The resolution at which the layers are counted</source>
        <translation>对各层计数时的分辨率</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>重新询问</translation>
    </message>
    <message>
        <source>at</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>{side} px</source>
        <translation>{side} px</translation>
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
    <name>MainWindow</name>
    <message>
        <source>There has been no duel yet; select two rows of the results and press Duel.</source>
        <extracomment>Whether it closes only for another window to open in its place.</extracomment>
        <translation>尚未进行过对决；请选中两行结果并点“对决”。</translation>
    </message>
    <message>
        <source>There are no results to save yet; press Run first.</source>
        <translation>尚无结果可保存；请先点“运行”。</translation>
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
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>not loaded yet</source>
        <translation>尚未加载</translation>
    </message>
    <message>
        <source>About MixBench</source>
        <translation>关于 MixBench</translation>
    </message>
    <message>
        <source>&lt;h3&gt;MixBench {version}&lt;/h3&gt;&lt;p&gt;A laboratory for vision-MLP networks and their rivals: what they cost by law, by count and by clock.&lt;/p&gt;&lt;p&gt;torch of the worker: {torch}&lt;/p&gt;&lt;p&gt;Apache License 2.0&lt;/p&gt;</source>
        <translation>&lt;h3&gt;MixBench {version}&lt;/h3&gt;&lt;p&gt;视觉 MLP 网络及其对手的实验室：由公式、由计数、由时钟看它们的成本。&lt;/p&gt;&lt;p&gt;测量进程的 torch：{torch}&lt;/p&gt;&lt;p&gt;Apache License 2.0&lt;/p&gt;</translation>
    </message>
    <message>
        <source>The language changes at the next start, for a run is being measured.</source>
        <translation>正在运行测量，语言将在下次启动时更改。</translation>
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
        <source>Resolution in pixels</source>
        <extracomment>Where the pass itself has a smaller share of the whole, it is drawn alone until someone asks otherwise.</extracomment>
        <translation>分辨率（像素）</translation>
    </message>
    <message>
        <source>The resolution of the images</source>
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
        <source>Ask again</source>
        <translation>重新询问</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>批量</translation>
    </message>
    <message>
        <source>{side} px</source>
        <translation>{side} px</translation>
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
    <name>MessageBar</name>
    <message>
        <source>Dismiss</source>
        <extracomment>Good news leaves by itself; a problem stays until it was read.</extracomment>
        <translation>关闭</translation>
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
        <source>{n} M parameters</source>
        <translation>{n} M 参数</translation>
    </message>
    <message>
        <source>{top1} % top-1 ({setup})</source>
        <translation>top-1 {top1} %（{setup}）</translation>
    </message>
    <message>
        <source>Published: {figures}</source>
        <translation>论文数据：{figures}</translation>
    </message>
</context>
<context>
    <name>ModelsPanel</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
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
        <source>No model matches “{text}”. Search by name, family, paper, author or year.</source>
        <translation>没有与“{text}”匹配的模型。可按名称、系列、论文、作者或年份搜索。</translation>
    </message>
    <message>
        <source>Compare only this</source>
        <translation>仅比较此模型</translation>
    </message>
    <message>
        <source>Remove this copy</source>
        <translation>删除此副本</translation>
    </message>
    <message>
        <source>Untick all</source>
        <translation>全部取消勾选</translation>
    </message>
</context>
<context>
    <name>ModelsTree</name>
    <message>
        <source>at {side} px</source>
        <extracomment>The model of a row, or None for a family&apos;s. Everything that a row can be found by. The id of a family&apos;s row, or None for a model&apos;s.</extracomment>
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
        <source>Billions of multiply-accumulates of one image; FLOPs = 2 x MACs</source>
        <translation>单张图像的乘加次数，单位十亿；FLOPs = 2 × MACs</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Scaling</source>
        <translation>缩放曲线</translation>
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
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>分布</translation>
    </message>
    <message>
        <source>Counters</source>
        <translation>计数器</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>论文</translation>
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
        <source>No printed figure matches.</source>
        <translation>没有符合条件的论文数据。</translation>
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
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>选择列</translation>
    </message>
    <message>
        <source>Show or hide columns of the table</source>
        <translation>显示或隐藏表格的列</translation>
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
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Export as CSV</source>
        <translation>导出为 CSV</translation>
    </message>
    <message>
        <source>Save the results of this session as a CSV file</source>
        <translation>将本次会话的结果保存为 CSV 文件</translation>
    </message>
    <message>
        <source>Duel</source>
        <translation>对决</translation>
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
    <name>RunControl</name>
    <message>
        <source>{finished} of {total} points</source>
        <extracomment>How often the kill ladder and the time left are looked at, and how long typing may pause before the worker is asked to count. How long a closing window waits for the worker&apos;s end.</extracomment>
        <translation>{finished}/{total} 点</translation>
    </message>
    <message>
        <source>{duration} left</source>
        <translation>剩余 {duration}</translation>
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
        <source>hollow: first look</source>
        <translation>空心：初测</translation>
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
        <extracomment>What is drawn over sizes or batches where the sweep itself runs along something else. Exponents nearer to zero than this are called constant.</extracomment>
        <translation>，批大小 {batch}</translation>
    </message>
    <message>
        <source>, {height} x {width} px</source>
        <translation>，{height} × {width} px</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>恒定</translation>
    </message>
</context>
<context>
    <name>ScalingPage</name>
    <message>
        <source>What is drawn upwards</source>
        <extracomment>Redraws are gathered for this long; while a block is timed for much longer, for a repaint takes a core. What a combo box needs beside its words: padding, border, arrow.</extracomment>
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
        <extracomment>A range is half a sentence while it is typed: it is read when the typing pauses. What a range begins with when its axis is chosen anew. How many values a range of a hyperparameter begins with.</extracomment>
        <translation>扫描</translation>
    </message>
    <message>
        <source>Tick a model to see what the sweep takes.</source>
        <translation>勾选模型，查看扫描所需的时间与内存。</translation>
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
    <message numerus="yes">
        <source>%n point(s) will be skipped: {why}</source>
        <translation>
            <numerusform>将跳过 %n 个点：{why}</numerusform>
        </translation>
    </message>
    <message>
        <source>{value} is more than MixBench sweeps; the largest is {limit}</source>
        <translation>{value} 超出 MixBench 的扫描范围；最大为 {limit}</translation>
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
</TS>
