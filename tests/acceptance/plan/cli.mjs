// scripts/acceptance cases FILE --plan [--only ID]: prints the plan as JSON.
// Exit 0; 2 if the file or a case cannot be planned.

import { readFileSync } from 'node:fs';
import { planFile } from './plan.mjs';
import { CaseError, readCases } from './vocabulary.mjs';

const [file, only] = process.argv.slice(2);
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error; // the reader has seen enough
});
try {
  const cases = readCases(readFileSync(file, 'utf8'));
  const chosen = only ? cases.filter((c) => c.id === only) : cases;
  if (chosen.length === 0) throw new CaseError(`no case ${only} in ${file}`);
  process.stdout.write(`${JSON.stringify(planFile(chosen), null, 1)}\n`);
} catch (error) {
  if (!(error instanceof CaseError) && error.code !== 'ENOENT' && error.code !== 'EISDIR') throw error;
  process.stderr.write(`acceptance: ${error.message}\n`);
  process.exitCode = 2;
}
