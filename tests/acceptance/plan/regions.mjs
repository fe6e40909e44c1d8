// From a place in the source's words to a division code.

import { table as readTable } from '../../reference/calendar.mjs';

/** Divisions down to the county, fillers without a government left out. */
let divisions = null;
function table() {
  if (divisions) return divisions;
  divisions = readTable('division.tsv')
    .filter(({ level, pseudo }) => Number(level) <= 3 && pseudo !== '2')
    .map(({ code, level, name }) => ({ code, level: Number(level), name, names: namesOf(name) }));
  return divisions;
}

/** A name as written, and its usual short form: 恩施土家族苗族自治州 is 恩施州. */
function namesOf(name) {
  const names = [name];
  const people = /^(..+?)(?:[^族]+族)+自治[州县]$/.exec(name)?.[1];
  if (name.endsWith('自治州')) {
    // Where a people's name begins cannot be told from the letters alone, so
    // every beginning of two or more characters may stand before 州.
    for (let n = 2; n <= Math.max(2, (people ?? name).length); n += 1) {
      names.push(`${name.slice(0, n)}州`);
    }
  }
  return names;
}

/** The division that a text names most fully, or null. */
function longest(text) {
  let best = null;
  for (const d of table()) {
    const hit = d.names.filter((n) => text.includes(n)).sort((a, b) => b.length - a.length)[0];
    if (!hit) continue;
    // A county's name may exist in several places: its province must fit.
    const province = table().find((p) => p.level === 1 && text.includes(p.name));
    if (province && !d.code.startsWith(province.code)) continue;
    const rank = [d.level, hit.length];
    if (!best || rank[0] > best.rank[0] || (rank[0] === best.rank[0] && rank[1] > best.rank[1])) {
      best = { rank, code: d.code };
    }
  }
  return best?.code ?? null;
}

/** {place, second_place, text}: codes or null; `A/B` names two places. */
export function readRegion(region) {
  const text = typeof region === 'string' && region !== 'unknown' ? region : '';
  const [first = '', second = ''] = text.split('/');
  return { place: longest(first), second_place: second ? longest(second) : null, text: region ?? null };
}
