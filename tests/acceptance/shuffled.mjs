// Does anything depend on ids, on the order of the file, on labels?  Plays a file
// and a shuffled copy of it (cases turned round, ids replaced, labels emptied)
// and compares what is said of each case.
//
//   node tests/acceptance/shuffled.mjs FILE [N]     N: only every so many cases

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../scripts/acceptance', import.meta.url));
const [file, every = '1'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'acceptance-'));

const word = (id) => `w${createHash('sha256').update(id).digest('hex').slice(0, 10)}`;

/** The lines of a run: {of case id, all others}. */
function played(name, cases) {
  const path = join(folder, name);
  writeFileSync(path, cases.map((c) => `${JSON.stringify(c)}\n`).join(''));
  let text;
  try {
    text = execFileSync(SCRIPT, ['cases', path, '--min', '0'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  } catch (error) {
    throw new Error(`${name}: exit ${error.status}\n${error.stdout}`);
  }
  const ids = new Set(cases.map((c) => c.id));
  const lines = { cases: new Map(), rest: [] };
  for (const line of text.trim().split('\n')) {
    const [id, ...said] = line.split(' ');
    if (ids.has(id)) lines.cases.set(id, said.join(' '));
    else if (!line.startsWith(' ')) lines.rest.push(line);
  }
  return lines;
}

try {
  const cases = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line))
    .filter((c, i) => i % Number(every) === 0);
  const changed = cases.map((c) => ({ ...c, id: word(c.id), label_zh: '' })).reverse();
  const a = played('as-given.jsonl', cases);
  const b = played('shuffled.jsonl', changed);
  let differ = 0;
  const same = (what, x, y) => {
    if (x === y) return;
    differ += 1;
    process.stdout.write(`other ${what}: ${x}\n     shuffled: ${y}\n`);
  };
  for (const c of cases) same(c.id, a.cases.get(c.id), b.cases.get(word(c.id)));
  same('sums', a.rest.join('\n'), b.rest.join('\n'));
  if (a.cases.size !== cases.length) same('cases told of', a.cases.size, cases.length);
  if (!differ) process.stdout.write(`${cases.length} cases shuffled: the same lines but for the ids\n`);
  process.exitCode = differ ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true });
}
