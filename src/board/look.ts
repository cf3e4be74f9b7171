// The board's one style sheet, as text so that a Worker serves it too: calm paper by day, slate by night, black on print.

/** No script and no style of the pages stands in the pages themselves: the policy allows neither. */
export const LOOK = `
:root {
  color-scheme: light dark;
  --ground: #f5f3ee; --sheet: #fffefb; --ink: #23262b; --soft: #5b616a; --line: #e2ddd2; --hover: #f3efe6;
  --accent: #1d4f7c; --on-accent: #fff; --wash: #e6eef5;
  --green: #2a7440; --yellow: #8f6000; --red: #b0281f; --blue: #1d5fb0; --grey: #666c75;
  --heat-1: #dfe9f2; --heat-2: #a9c6df; --heat-3: #5d92be; --heat-4: #1d4f7c; --on-heat: #fff;
  --serif: "Songti SC", "STSong", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun", serif;
  font: 15px/1.65 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #15171a; --sheet: #1e2125; --ink: #e9e7e2; --soft: #a7acb4; --line: #33373d; --hover: #272b30;
    --accent: #8fb8e4; --on-accent: #10202f; --wash: #22303f;
    --green: #74c98a; --yellow: #e3b850; --red: #f29086; --blue: #8ab6f7; --grey: #a2a8b0;
    --heat-1: #23303c; --heat-2: #2f4d68; --heat-3: #4878a5; --heat-4: #8fb8e4; --on-heat: #10202f;
  }
}
/* Red is never held up to the district's leaders nor to heads of departments; the word stays. */
body.spared { --red: #7b3f7f; }
@media (prefers-color-scheme: dark) { body.spared { --red: #d3a0d8; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); -webkit-text-size-adjust: 100%; }
h1, h2, h3, p, ul, ol, dl, dd, figure, table { margin: 0; padding: 0; }
ul, ol { list-style: none; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 3px; }
h1, h2, .number { font-family: var(--serif); font-weight: 600; }
h1 { font-size: 24px; line-height: 1.4; }
h2 { font-size: 18px; }
h3 { font-size: 15px; }
button, input, select, textarea { font: inherit; color: inherit; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -999px; top: 0; background: var(--sheet); padding: 8px 16px; z-index: 9; }
.skip:focus { left: 8px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.soft { color: var(--soft); }
.small { font-size: 13px; }
.whole { white-space: pre-wrap; overflow-wrap: anywhere; }

.top { background: var(--sheet); border-bottom: 3px double var(--accent); }
.top-in { max-width: 1240px; margin: 0 auto; padding: 12px 20px; display: flex; flex-wrap: wrap; align-items: center; gap: 4px 24px; }
.brand { font: 600 20px/1.5 var(--serif); color: var(--ink); text-decoration: none; }
.brand small { font-size: 14px; color: var(--soft); margin-right: 10px; font-weight: 400; }
.nav { display: flex; gap: 4px; flex: 1; }
.nav a { padding: 8px 12px; border-radius: 6px; text-decoration: none; color: var(--ink); }
.nav a:hover { background: var(--hover); }
.nav a[aria-current] { color: var(--accent); box-shadow: inset 0 -2px var(--accent); border-radius: 0; }
.me { display: flex; align-items: center; gap: 10px; color: var(--soft); font-size: 14px; }
main { max-width: 1240px; margin: 0 auto; padding: 24px 20px 64px; display: grid; gap: 20px; }
.foot { max-width: 1240px; margin: 0 auto; padding: 0 20px 32px; color: var(--soft); font-size: 13px; }

.sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; padding: 18px 20px; min-width: 0; }
.sheet > h2 { margin-bottom: 12px; display: flex; justify-content: space-between; gap: 12px; align-items: baseline; }
.sheet > h2 small { font: 400 13px/1.5 system-ui, sans-serif; color: var(--soft); }
.columns { display: grid; grid-template-columns: repeat(12, minmax(0, 1fr)); gap: 20px; align-items: start; }
.columns > * { grid-column: span 6; }
.columns > .wide { grid-column: span 8; }
.columns > .slim { grid-column: span 4; }
.columns > .full { grid-column: 1 / -1; }
.stack { display: grid; gap: 20px; }

.figures { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 12px; }
.figure { display: block; background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; padding: 14px 18px; text-decoration: none; color: var(--ink); border-left: 4px solid var(--edge, var(--accent)); }
.figure:hover { background: var(--hover); }
.figure .number { display: block; font-size: 34px; line-height: 1.25; font-variant-numeric: tabular-nums; }
.figure .word { color: var(--soft); }
.edge-red { --edge: var(--red); } .edge-yellow { --edge: var(--yellow); } .edge-blue { --edge: var(--blue); }

.lamp { white-space: nowrap; color: var(--lamp); font-size: 14px; }
.lamp::before { content: ""; display: inline-block; width: 9px; height: 9px; border-radius: 50%; background: var(--lamp); margin-right: 6px; }
.green { --lamp: var(--green); } .yellow { --lamp: var(--yellow); } .red { --lamp: var(--red); }
.blue { --lamp: var(--blue); } .grey { --lamp: var(--grey); }
svg .green, svg .yellow, svg .red, svg .blue, svg .grey { stroke: var(--lamp); }
svg rect.green, svg rect.yellow, svg rect.red, svg rect.blue, svg rect.grey { fill: var(--lamp); stroke: none; }

.ring { display: flex; align-items: center; gap: 24px; flex-wrap: wrap; }
.ring svg { width: 168px; height: 168px; flex: none; }
.ring .total { font: 600 30px var(--serif); fill: var(--ink); }
.ring .under { font-size: 12px; fill: var(--soft); }
.legend { display: grid; gap: 6px; flex: 1; min-width: 150px; }
.legend a { display: flex; justify-content: space-between; gap: 12px; text-decoration: none; color: inherit; padding: 3px 8px; border-radius: 6px; }
.legend a:hover, .bars a:hover, .moves a:hover, .cards a:hover { background: var(--hover); }
.legend b { font-variant-numeric: tabular-nums; font-weight: 600; }

.bars { display: grid; gap: 2px; }
.bars a { display: grid; grid-template-columns: minmax(7em, 12em) 1fr 3em; gap: 12px; align-items: center; text-decoration: none; color: inherit; padding: 5px 8px; border-radius: 6px; }
.bars svg { width: 100%; height: 12px; display: block; }
.bars rect.track { fill: var(--hover); } .bars rect.plain { fill: var(--heat-3); }
.bars b { text-align: right; font-weight: 600; font-variant-numeric: tabular-nums; }
.bars.words a { grid-template-columns: minmax(0, 1fr) 30% 3em; }

.calendar { width: 100%; border-collapse: separate; border-spacing: 4px; table-layout: fixed; font-variant-numeric: tabular-nums; }
.calendar th { font-weight: 400; font-size: 13px; color: var(--soft); padding: 2px; }
.calendar td { padding: 0; height: 48px; border-radius: 6px; background: var(--hover); text-align: center; vertical-align: middle; }
.calendar td.past { opacity: .72; }
.calendar td > * { display: flex; flex-direction: column; align-items: center; justify-content: center; height: 48px; line-height: 1.25; text-decoration: none; color: inherit; border-radius: 6px; }
.calendar small { font-size: 12px; color: var(--soft); }
.calendar b { font-size: 16px; }
.calendar .today { box-shadow: inset 0 0 0 2px var(--accent); }
.calendar .h1 { background: var(--heat-1); } .calendar .h2 { background: var(--heat-2); }
.calendar .h3 { background: var(--heat-3); } .calendar .h4 { background: var(--heat-4); }
.calendar .h2 small { color: var(--ink); }
.calendar .h3, .calendar .h4, .calendar .h3 small, .calendar .h4 small { color: var(--on-heat); }
@media (prefers-color-scheme: dark) { .calendar .h3, .calendar .h3 small { color: #fff; } }

.moves li, .cards li { border-top: 1px solid var(--line); }
.moves li:first-child, .cards li:first-child { border-top: 0; }
.moves a { display: block; padding: 10px 8px; text-decoration: none; color: inherit; border-radius: 6px; }
.moves b, .cards b { font-weight: 600; }
.cards .facts { display: flex; flex-wrap: wrap; gap: 2px 14px; color: var(--soft); font-size: 14px; }
.cards li.act { display: flex; gap: 12px; align-items: center; justify-content: space-between; }

.filter { display: flex; flex-wrap: wrap; gap: 10px; align-items: end; }
.filter label { display: grid; gap: 2px; font-size: 13px; color: var(--soft); }
.filter input, .filter select, .field textarea, .field input, .field select { border: 1px solid var(--line); background: var(--ground); border-radius: 6px; padding: 7px 10px; min-height: 38px; color: var(--ink); font-size: 15px; max-width: 100%; }
.filter select { max-width: 15em; }
.button { display: inline-block; border: 1px solid var(--accent); background: none; color: var(--accent); border-radius: 6px; padding: 7px 16px; min-height: 38px; cursor: pointer; text-decoration: none; white-space: nowrap; }
.button:hover { background: var(--wash); }
.button.first { background: var(--accent); color: var(--on-accent); }
.button.first:hover { filter: brightness(1.08); }
.button.plain { border-color: transparent; padding: 4px 8px; min-height: 32px; }
.buttons { display: flex; flex-wrap: wrap; gap: 10px; align-items: center; }

.table { width: 100%; border-collapse: collapse; }
.table th { text-align: left; font-weight: 600; font-size: 13px; color: var(--soft); padding: 8px 10px; border-bottom: 2px solid var(--line); white-space: nowrap; }
.table th a { color: inherit; }
.table td { padding: 10px; border-bottom: 1px solid var(--line); vertical-align: top; }
.table tbody tr:hover { background: var(--hover); }
.table td.due, .table td.no { white-space: nowrap; font-variant-numeric: tabular-nums; }
.pages { display: flex; justify-content: space-between; gap: 12px; align-items: center; margin-top: 12px; }
.empty { padding: 28px 8px; text-align: center; color: var(--soft); }

.points { display: grid; grid-template-columns: 6.5em minmax(0, 1fr); gap: 8px 12px; }
.points dt { color: var(--soft); }
.part { border-top: 1px solid var(--line); padding-top: 14px; margin-top: 14px; }
.part:first-of-type { border-top: 0; margin-top: 0; padding-top: 0; }
.part > h3 { display: flex; flex-wrap: wrap; gap: 4px 14px; align-items: baseline; margin-bottom: 6px; }
.timeline { border-left: 2px solid var(--line); margin-left: 5px; }
.timeline li { position: relative; padding: 0 0 14px 18px; }
.timeline li::before { content: ""; position: absolute; left: -6px; top: 9px; width: 10px; height: 10px; border-radius: 50%; background: var(--sheet); border: 2px solid var(--accent); }
details > summary { cursor: pointer; padding: 4px 0; color: var(--accent); }
.paper { font-family: var(--serif); font-size: 17px; line-height: 1.9; max-width: 42em; }
.paper h2 { text-align: center; text-wrap: balance; font-size: 20px; margin-bottom: 12px; }
.paper h3 { font-size: 17px; margin-top: 12px; }
del { color: var(--red); text-decoration-thickness: 1px; } ins { color: var(--green); text-decoration-style: dotted; }
.notice { border-left: 4px solid var(--accent); background: var(--wash); padding: 10px 16px; border-radius: 6px; }
.notice.bad { border-color: var(--red); }

.field { display: grid; gap: 4px; margin-bottom: 16px; }
.field > span { display: flex; justify-content: space-between; gap: 12px; font-weight: 600; }
.field > span small { font-weight: 400; color: var(--soft); font-variant-numeric: tabular-nums; }
.field textarea { width: 100%; min-height: 11em; resize: vertical; font: 16px/1.9 var(--serif); }
.field textarea.short { min-height: 5em; }
.field textarea { field-sizing: content; max-height: 44em; }
form.sheet > h1 + p { margin-bottom: 16px; } details > form { margin-top: 12px; }
.notice > .button { margin: 8px 10px 0 0; }
.findings li { padding: 2px 0 2px 18px; position: relative; }
.findings li::before { content: "–"; position: absolute; left: 2px; color: var(--yellow); }
.state { min-height: 1.6em; }

@media (max-width: 860px) {
  main { padding: 16px 14px 48px; gap: 14px; }
  .top-in { padding: 8px 14px; }
  .nav { order: 3; flex-basis: 100%; overflow-x: auto; }
  .me { margin-left: auto; }
  .columns { gap: 14px; }
  .columns > *, .columns > .wide, .columns > .slim { grid-column: 1 / -1; }
  .figures { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 10px; }
  .figure { padding: 10px 14px; }
  .figure .number { font-size: 30px; }
  .sheet { padding: 14px; border-radius: 8px; }
  .bars a { grid-template-columns: 6.5em 1fr 2.5em; }
  .table thead { display: none; }
  .table, .table tbody, .table tr, .table td { display: block; }
  .table tr { border-bottom: 1px solid var(--line); padding: 10px 0; }
  .table td { border: 0; padding: 1px 4px; }
  .table td.cell { display: inline-block; margin-right: 12px; color: var(--soft); font-size: 14px; }
  .points { grid-template-columns: 5.5em minmax(0, 1fr); }
  .filter label, .filter input, .filter select { flex: 1 1 40%; max-width: none; width: 100%; }
}
@media print {
  :root { --ground: #fff; --sheet: #fff; --ink: #000; --soft: #444; --line: #bbb; --hover: #fff; }
  .nav, .me, .filter, .buttons, .pages, .skip, .no-print { display: none !important; }
  main { padding: 0; max-width: none; }
  .sheet, .figure { border-color: #bbb; break-inside: avoid; }
  .columns > * { grid-column: span 6; }
  .columns > .full { grid-column: 1 / -1; }
  a { color: inherit; text-decoration: none; }
  .calendar td, .bars rect, svg, .lamp::before { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
@media (prefers-reduced-motion: no-preference) { .figure, .nav a { transition: background .15s; } }
`
