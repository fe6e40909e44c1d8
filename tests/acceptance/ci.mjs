// The runs of scripts/acceptance that belong to every test run: the given cases,
// made-up ones, and a shuffled copy.  Prints `ok …` and `FAIL …`.
//
//   node tests/acceptance/ci.mjs [--all]     --all: self-test, whole file shuffled

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const SCRIPT = here('../../scripts/acceptance');

/** How many cases of each file are carried: all. */
const CARRIED = { 'cases.jsonl': 81, 'made_up.jsonl': 33 };
/** In the short run only every so many cases are shuffled. */
const SOME = '11';

const all = process.argv.includes('--all');
let bad = 0;

function run(what, command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  process.stdout.write(`${stdout}${stderr}`);
  process.stdout.write(`${status === 0 ? 'ok  ' : 'FAIL'} ${what}\n`);
  if (status !== 0) bad += 1;
}

for (const [file, least] of Object.entries(CARRIED)) {
  run(`${file}: at least ${least} carried`, SCRIPT, ['cases', here(file), '--min', String(least)]);
}
run('shuffled', process.execPath, [here('shuffled.mjs'), here('cases.jsonl'), ...(all ? [] : [SOME])]);
if (all) run('self-test', SCRIPT, ['cases', here('cases.jsonl'), '--self-test']);
process.exitCode = bad ? 1 : 0;
