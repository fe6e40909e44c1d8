// The runs of scripts/acceptance that belong to every test run: the given cases,
// made-up ones, and a shuffled copy.  Prints `ok …` and `FAIL …`.
//
//   node tests/acceptance/ci.mjs [--all]     --all: self-test, whole file shuffled

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const SCRIPT = here('../../scripts/acceptance');

/** How many cases of each file are carried: all. */
const CARRIED = { 'cases.jsonl': 81, 'made_up.jsonl': 33 };
/** In the short run only every so many cases are shuffled. */
const SOME = '11';

const all = process.argv.includes('--all');
let bad = 0;

/** Runs of one lane follow each other; the lanes run side by side, each on a service of its own. */
async function run(what, command, args) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let told = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => { told += text; });
  const [status] = await once(child, 'close');
  process.stdout.write(`${told}${status === 0 ? 'ok  ' : 'FAIL'} ${what}\n`);
  if (status !== 0) bad += 1;
}

const carried = (file) =>
  run(`${file}: at least ${CARRIED[file]} carried`, SCRIPT, ['cases', here(file), '--min', String(CARRIED[file])]);

await Promise.all([
  carried('cases.jsonl'),
  carried('made_up.jsonl').then(() =>
    run('shuffled', process.execPath, [here('shuffled.mjs'), here('cases.jsonl'), ...(all ? [] : [SOME])])),
]);
if (all) await run('self-test', SCRIPT, ['cases', here('cases.jsonl'), '--self-test']);
process.exitCode = bad ? 1 : 0;
