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
        <source>Runtime: PyTorch runs operator by operator, nothing is compiled</source>
        <translation>运行方式：PyTorch 逐算子执行，不做编译</translation>
    </message>
    <message>
        <source>inference</source>
        <translation>推理</translation>
    </message>
    <message>
        <source>Mode: forward passes without gradients, as in use</source>
        <translation>模式：不计算梯度的前向传播，与实际使用相同</translation>
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
        <source>channels last</source>
        <translation>通道在后</translation>
    </message>
    <message>
        <source>contiguous</source>
        <translation>连续</translation>
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
        <source>Activation peak, forecast</source>
        <translation>激活峰值（预测）</translation>
    </message>
    <message>
        <source>Peak, measured</source>
        <translation>峰值（实测）</translation>
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
        <source>unexplained</source>
        <translation>未能解释</translation>
    </message>
    <message>
        <source>no rule for {operators}: they are not in the count</source>
        <translation>{operators} 没有计数规则，未计入</translation>
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
    <name>MainWindow</name>
    <message>
        <source>Scaling</source>
        <extracomment>Whether it closes only for another window to open in its place.</extracomment>
        <translation>缩放曲线</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>论文</translation>
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
        <source>Activation memory</source>
        <translation>激活内存</translation>
    </message>
    <message>
        <source>activation memory, forecast peak</source>
        <translation>激活内存（预测峰值）</translation>
    </message>
    <message>
        <source>{first} needs more memory than {second} above {x}</source>
        <translation>{x} 以上 {first} 比 {second} 占用更多内存</translation>
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
    <name>Results</name>
    <message>
        <source>Model</source>
        <extracomment>None where nothing is known yet; such rows stay at the end in either order.</extracomment>
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
        <source>Median time of one call of the whole batch</source>
        <translation>整批一次调用的时间中位数</translation>
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
</context>
<context>
    <name>ResultsPanel</name>
    <message>
        <source>Results</source>
        <extracomment>The model&apos;s name and the word of trust share what the columns of numbers leave.</extracomment>
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
        <source>session “{name}”</source>
        <translation>会话“{name}”</translation>
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
        <source>not drawn, for none of the values suits it: {models}</source>
        <translation>未绘出（没有适用的取值）：{models}</translation>
    </message>
    <message>
        <source>Tick a model at the left: what it costs by law is drawn at once.</source>
        <translation>在左侧勾选模型：由公式得出的成本会立即绘出。</translation>
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
        <source>Spatial mixing only</source>
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
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Save or copy the plot</source>
        <translation>保存或复制图</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>另存为 PNG…</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>另存为 SVG…</translation>
    </message>
    <message>
        <source>Copy as image</source>
        <translation>复制为图像</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Axis</source>
        <translation>横轴</translation>
    </message>
    <message>
        <source>Save the plot</source>
        <translation>保存图</translation>
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
