<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>Saved %n result(s) to {path}</source>
        <translation>
            <numerusform>Saved %n result to {path}</numerusform>
            <numerusform>Saved %n results to {path}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FieldPage</name>
    <message numerus="yes">
        <source>%n more model(s) are not shown</source>
        <translation>
            <numerusform>%n more model are not shown</numerusform>
            <numerusform>%n more models are not shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>absolute gradient of the ringed place&apos;s features with respect to the image, mean over %n random image(s)</source>
        <translation>
            <numerusform>absolute gradient of the ringed place&apos;s features with respect to the image, mean over %n random image</numerusform>
            <numerusform>absolute gradient of the ringed place&apos;s features with respect to the image, mean over %n random images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message numerus="yes">
        <source>%n topic(s)</source>
        <translation>
            <numerusform>%n topic</numerusform>
            <numerusform>%n topics</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LayersBar</name>
    <message numerus="yes">
        <source>%n level(s)</source>
        <translation>
            <numerusform>%n level</numerusform>
            <numerusform>%n levels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LayersPage</name>
    <message numerus="yes">
        <source>Saved %n module(s) to {path}</source>
        <translation>
            <numerusform>Saved %n module to {path}</numerusform>
            <numerusform>Saved %n modules to {path}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PresetChip</name>
    <message numerus="yes">
        <source>%n model(s) of {name} are left out: {why}</source>
        <translation>
            <numerusform>%n model of {name} is left out: {why}</numerusform>
            <numerusform>%n models of {name} are left out: {why}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RefusalNote</name>
    <message numerus="yes">
        <source>%n point(s) will be skipped: {why}</source>
        <translation>
            <numerusform>%n point will be skipped: {why}</numerusform>
            <numerusform>%n points will be skipped: {why}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultNotes</name>
    <message numerus="yes">
        <source>Delete %n result(s)</source>
        <translation>
            <numerusform>Delete %n result</numerusform>
            <numerusform>Delete %n results</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n result(s); Undo brings them back.</source>
        <translation>
            <numerusform>Deleted %n result; Undo brings it back.</numerusform>
            <numerusform>Deleted %n results; Undo brings them back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SessionCsv</name>
    <message numerus="yes">
        <source>Saved %n result(s) to {path}</source>
        <translation>
            <numerusform>Saved %n result to {path}</numerusform>
            <numerusform>Saved %n results to {path}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SessionDesk</name>
    <message numerus="yes">
        <source>Delete %n session(s)</source>
        <translation>
            <numerusform>Delete %n session</numerusform>
            <numerusform>Delete %n sessions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n session(s); Undo brings them back.</source>
        <translation>
            <numerusform>Deleted %n session; Undo brings it back.</numerusform>
            <numerusform>Deleted %n sessions; Undo brings them back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Bring %n session(s) back</source>
        <translation>
            <numerusform>Bring %n session back</numerusform>
            <numerusform>Bring %n sessions back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Took in %n result(s) of {file}: drawn over the plots.</source>
        <translation>
            <numerusform>Took in %n result of {file}: drawn over the plots.</numerusform>
            <numerusform>Took in %n results of {file}: drawn over the plots.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saved %n result(s) to {path}</source>
        <translation>
            <numerusform>Saved %n result to {path}</numerusform>
            <numerusform>Saved %n results to {path}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SweepEstimate</name>
    <message numerus="yes">
        <source>%n point(s)</source>
        <extracomment>The share of the free memory that the engine lets a case take.</extracomment>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SweepPanel</name>
    <message numerus="yes">
        <source>%n point(s) need up to {needed}, {free} are free.</source>
        <translation>
            <numerusform>%n point need up to {needed}, {free} are free.</numerusform>
            <numerusform>%n points need up to {needed}, {free} are free.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Leave out %n point(s)</source>
        <translation>
            <numerusform>Leave out %n point</numerusform>
            <numerusform>Leave out %n points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WayOut</name>
    <message numerus="yes">
        <source>No model has all that is asked. Without “{filter}”: %n.</source>
        <translation>
            <numerusform>No model has all that is asked. Without “{filter}”: %n.</numerusform>
            <numerusform>No model has all that is asked. Without “{filter}”: %n.</numerusform>
        </translation>
    </message>
</context>
</TS>
