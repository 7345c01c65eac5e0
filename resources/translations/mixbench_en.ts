<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
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
    <name>MainWindow</name>
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
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SweepPanel</name>
    <message numerus="yes">
        <source>%n point(s) will be skipped: {why}</source>
        <translation>
            <numerusform>%n point will be skipped: {why}</numerusform>
            <numerusform>%n points will be skipped: {why}</numerusform>
        </translation>
    </message>
</context>
</TS>
