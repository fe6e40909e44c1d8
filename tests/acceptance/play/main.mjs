// scripts/acceptance cases FILE: plays, judges, prints.  Options and exit codes
// are those of scripts/acceptance.

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { startService } from '../../api/lib/service.mjs';
import { judge } from '../compare/compare.mjs';
import { readBack } from '../compare/read.mjs';
import { report } from '../compare/report.mjs';
import { selfTest } from '../compare/self_test.mjs';
import { planFile } from '../plan/plan.mjs';
import { totalLines, totalsOf } from '../plan/totals.mjs';
import { CaseError, readCases } from '../plan/vocabulary.mjs';
import { makeFixture } from './fixture.mjs';
import { play } from './run.mjs';

const run = promisify(execFile);
const BINARY = process.env.HEJIE_BINARY ?? new URL('../../../build/dev/hejie', import.meta.url).pathname;

function readOptions([file, ...rest]) {
  const options = { file, only: null, min: null, all: false, selfTest: false };
  for (let i = 0; i < rest.length; i += 1) {
    if (rest[i] === '--only') options.only = rest[(i += 1)];
    else if (rest[i] === '--min') options.min = Number(rest[(i += 1)]);
    else if (rest[i] === '-v') options.all = true;
    else if (rest[i] === '--self-test') options.selfTest = true;
    else throw new CaseError(`unknown option ${rest[i]}`);
  }
  return options;
}

async function read(played) {
  try {
    return await readBack(played.dispute, played.plan.read_as);
  } catch (error) {
    return { error: error.message };
  }
}

/** An operator command must end well; the fault in words, or null. */
async function operator(service, args) {
  try {
    await run(BINARY, args, { env: service.environment, maxBuffer: 1 << 24 });
    return null;
  } catch (error) {
    return `hejie ${args.join(' ')}: ${error.code} ${(error.stdout ?? '').slice(-300)} ${(error.stderr ?? '').slice(-300)}`;
  }
}

/** Rows are those of the events, the chain holds, and nobody reads anything else afterwards. */
async function checkWhole(service, cases) {
  const readable = cases.filter((c) => !c.dead && c.reading && !c.reading.error);
  const before = new Map();
  for (const played of readable) before.set(played, await read(played));
  const faults = [await operator(service, ['rebuild', '--check']), await operator(service, ['verify'])]
    .filter(Boolean);
  for (const played of readable) {
    const after = await read(played);
    const same = JSON.stringify(after.etags) === JSON.stringify(before.get(played).etags);
    played.rereading = same ? 'same' : 'read again after the rebuild: other answers';
  }
  return faults;
}

/** The totals that are known, if these are the bytes of the given file. */
function knownTotals(text) {
  const here = (name) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
  return text === here('cases.jsonl') ? JSON.parse(here('totals.json')) : null;
}

/** Earliest day of a run, on which simulated time may begin. */
const firstDay = (plan) => plan.run[0].at.slice(0, 10);

async function playPlan(plan) {
  const service = await startService({
    settings: { request_timeout: '20s' },
    init: ['--ladder', 'none', '--presets', 'none', '--from', firstDay(plan)],
  });
  try {
    const fixture = await makeFixture(service.url, service.signIns, plan);
    const played = await play(fixture, plan, read);
    return { ...played, whole: await checkWhole(service, played.cases) };
  } finally {
    await service.stop();
  }
}

/** Damages are to the expectations of cases; broken variants have none. */
const withoutVariants = (plan) => ({
  ...plan, cases: plan.cases.map((c) => ({ ...c, variants: [] })), run: plan.run.filter((e) => !e.variant),
});

async function main(args) {
  const options = readOptions(args);
  const source = readFileSync(options.file, 'utf8');
  const cases = readCases(source);
  const chosen = options.only ? cases.filter((c) => c.id === options.only) : cases;
  if (chosen.length === 0) throw new CaseError(`no case ${options.only} in ${options.file}`);
  const plan = planFile(chosen);
  const played = await playPlan(options.selfTest ? withoutVariants(plan) : plan);
  if (options.selfTest) return selfTest(played);
  const kinds = new Map(chosen.map((c) => [c.id, c.steps.map((s) => s.kind)]));
  const totals = totalLines(totalsOf(chosen, plan.cases), options.only ? null : knownTotals(source));
  const { text, exit } = report({ ...played, totals }, judge, (id, step) => kinds.get(id)[step - 1], options);
  process.stdout.write(text);
  return exit;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`acceptance: ${error instanceof CaseError ? error.message : error.stack}\n`);
  process.exitCode = 2;
}
