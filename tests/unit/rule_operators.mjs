// Faults of rule sets, made by operators: each takes a document and gives the
// places where it can break it, with what must then be told and where.
//
// An operator is [name, kind, function*(document)]; the function yields
// [break, place]: `break` changes a copy, `place` is the JSON pointer that the
// fault must begin with.

const NOWHERE = 'nothing_of_this_name'
const of = (list) => [...(list ?? []).entries()]

function* ladders(d) {
  if (d.ladder) yield { at: '/ladder', steps: (c) => c.ladder, own: (c) => c, top: '' }
  for (const [i] of of(d.ladders)) yield { at: `/ladders/${i}/steps`, steps: (c) => c.ladders[i].steps, own: (c) => c.ladders[i], top: `/ladders/${i}` }
}

function* steps(d) {
  for (const l of ladders(d)) for (const [i, step] of of(l.steps(d))) yield { l, i, step, at: `${l.at}/${i}`, get: (c) => l.steps(c)[i] }
}

function* exits(d) {
  for (const s of steps(d)) for (const [i, exit] of of(s.step.exits)) yield { s, exit, at: `${s.at}/exits/${i}`, get: (c) => s.get(c).exits[i] }
}

// every object behind `list` of the document
const each = (list) =>
  function* (d) {
    for (const [i, item] of of(d[list])) yield { i, item, at: `/${list}/${i}`, get: (c) => c[list][i] }
  }
const clocks = each('clocks')
const tasks = each('tasks')
const guards = each('guards')
const facts = each('facts')
const tables = each('tables')

function* whens(value, at = '', get = (c) => c) {
  if (value === null || typeof value !== 'object') return
  for (const [k, v] of Object.entries(value)) {
    if (k === 'when') for (const [i, test] of of(v)) yield { test, at: `${at}/when/${i}`, get: (c) => get(c).when[i] }
    else yield* whens(v, `${at}/${k}`, (c) => get(c)[k])
  }
}

const KINDS = [
  'starts meets stops pauses resumes restarts starts_also counts part whole', // of events
  'kinds joint', // of bodies
  'referrals grounds met_by', // words
  'categories',
  'replaces table lengths clock after', // names in the document
]
// every member that names something, a text or each of a list
function* names(value, at = '', get = (c) => c, owner = '') {
  if (value === null || typeof value !== 'object') return
  for (const [k, v] of Object.entries(value)) {
    const named = KINDS.some((line) => line.split(/[ ]/).includes(k)) && !(owner === 'rates' && k === 'who')
    if (named && typeof v === 'string') yield { at: `${at}/${k}`, set: (c) => (get(c)[k] = NOWHERE) }
    else if (named && Array.isArray(v)) for (const [i] of of(v)) yield { at: `${at}/${k}/${i}`, set: (c) => (get(c)[k][i] = NOWHERE) }
    else yield* names(v, `${at}/${k}`, (c) => get(c)[k], Array.isArray(value) ? owner : k)
  }
}

function* texts(value, at = '', get = (c) => c) {
  if (value === null || typeof value !== 'object') return
  for (const [k, v] of Object.entries(value))
    if (['article', 'source', 'title_zh', 'title_en', 'pause_article', 'cites', 'reads', 'text', 'reading', 'toward'].includes(k) && typeof v === 'string' && !('act' in value && k === 'source'))
      yield { at: `${at}/${k}`, set: (c) => (get(c)[k] = ' ') }
    else yield* texts(v, `${at}/${k}`, (c) => get(c)[k])
}

const isNumber = (t) => ['at_least', 'above', 'at_most', 'below'].some((k) => k in t)

export const operators = [
  ['a member that does not exist', 'shape', function* (d) {
    yield [(c) => (c.surprise = 1), '/surprise']
    for (const s of steps(d)) yield [(c) => (s.get(c).surprise = 1), `${s.at}/surprise`]
    for (const k of clocks(d)) yield [(c) => (k.get(c).surprise = 1), `${k.at}/surprise`]
  }],
  ['a required member is missing', 'shape', function* (d) {
    for (const m of ['area', 'certainty', 'name', 'source', 'title_en', 'title_zh', 'valid_from']) yield [(c) => delete c[m], `/${m}`]
    for (const k of clocks(d)) yield [(c) => delete k.get(c).effect, `${k.at}/effect`]
    for (const k of tasks(d)) yield [(c) => delete k.get(c).does, `${k.at}/does`]
  }],
  ['null instead of absent', 'shape', function* (d) {
    for (const s of steps(d)) yield [(c) => (s.get(c).attempts = null), `${s.at}/attempts`]
    for (const k of clocks(d)) yield [(c) => (k.get(c).length = null), `${k.at}/length`]
  }],
  ['a word that is none', 'shape', function* (d) {
    for (const k of clocks(d)) yield [(c) => (k.get(c).unit = 'weeks'), `${k.at}/unit`]
    for (const t of tables(d)) yield [(c) => (t.get(c).hit = 'some'), `${t.at}/hit`]
  }],
  ['a number out of bounds', 'shape', function* (d) {
    for (const k of clocks(d)) yield [(c) => (k.get(c).length = 36501), `${k.at}/length`]
    for (const s of steps(d)) yield [(c) => (s.get(c).attempts = -1), `${s.at}/attempts`]
  }],
  ['a name of nothing', 'unknown', function* (d) {
    for (const n of names(d)) yield [n.set, n.at]
  }],
  ['a step of no ladder', 'unknown', function* (d) {
    for (const x of exits(d)) if (x.exit.step) yield [(c) => (x.get(c).step = NOWHERE), `${x.at}/step`]
    for (const t of tasks(d)) if (t.item.step) yield [(c) => (t.get(c).step = NOWHERE), `${t.at}/step`]
    for (const g of guards(d)) if (g.item.step) yield [(c) => (g.get(c).step = NOWHERE), `${g.at}/step`]
  }],
  ['a test of no fact', 'unknown', function* (d) {
    for (const w of whens(d)) yield [(c) => (w.get(c).fact = NOWHERE), `${w.at}/fact`]
  }],
  ['a word that the fact does not know', 'unknown', function* (d) {
    for (const w of whens(d))
      for (const k of ['any_of', 'none_of'])
        for (const [i] of of(w.test[k])) yield [(c) => (w.get(c)[k][i] = NOWHERE), `${w.at}/${k}/${i}`]
    for (const t of tables(d)) for (const [i, r] of of(t.item.rows)) if (r.gives) yield [(c) => (t.get(c).rows[i].gives = NOWHERE), `${t.at}/rows/${i}/gives`]
  }],
  ['a way of petitions taken out', 'unknown', function* (d) {
    for (const [i, w] of of(d.ways)) {
      const m = (d.matters ?? []).findIndex((x) => x.class === w.class && x.way === w.way)
      if (m >= 0) yield [(c) => c.ways.splice(i, 1), `/matters/${m}/way`]
    }
  }],
  ['an area that is no division, a certainty that is none', 'unknown', function* () {
    yield [(c) => (c.area = '43x'), '/area']
    yield [(c) => (c.area = '431'), '/area']
    yield [(c) => (c.certainty = 'sure'), '/certainty']
  }],
  ['a name given twice', 'twice', function* (d) {
    for (const list of ['clocks', 'facts', 'tables', 'tasks', 'guards', 'rates', 'matters', 'ladders'])
      for (const [i] of of(d[list])) yield [(c) => c[list].push(structuredClone(c[list][i])), `/${list}/${d[list].length}/name`]
    for (const [i] of of(d.duties)) yield [(c) => c.duties.push(structuredClone(c.duties[i])), `/duties/${d.duties.length}`]
    for (const [i] of of(d.ways)) yield [(c) => c.ways.push(structuredClone(c.ways[i])), `/ways/${d.ways.length}`]
  }],
  ['a way back without a number of times', 'loop', function* (d) {
    for (const x of exits(d)) if (x.exit.times) yield [(c) => delete x.get(c).times, `${x.at}/times`]
    for (const s of steps(d)) {
      const n = s.step.exits?.length ?? 0
      if (!s.step.exits?.some((x) => x.on === 'absent')) yield [(c) => (s.get(c).exits ??= []).push({ on: 'absent', to: 'stays' }), `${s.at}/exits/${n}/times`]
    }
  }],
  ['a limit after itself, or instead of itself', 'loop', function* (d) {
    for (const k of clocks(d)) {
      yield [(c) => (k.get(c).replaces = [k.item.name]), `${k.at}/replaces/0`]
      if (k.item.after) yield [(c) => (k.get(c).after = k.item.name), `${k.at}/after`]
    }
  }],
  ['a limit that leads to a step', 'loop', function* (d) {
    for (const k of clocks(d))
      for (const s of steps(d))
        if (s.l.top === '') yield [(c) => { s.get(c).name ??= 'there'; k.get(c).then = [{ on: 'time_over', to: 'step', step: s.get(c).name }] }, `${k.at}/then/0/to`]
  }],
  ['a fact that rests on itself', 'loop', function* (d) {
    for (const f of facts(d)) {
      const t = (d.tables ?? []).findIndex((x) => x.name === f.item.table)
      if (t >= 0) yield [(c) => c.tables[t].rows[0].when.push(f.item.type === 'number' ? { fact: f.item.name, at_least: 1 } : { fact: f.item.name, any_of: [f.item.words[0].name] }), `/tables/${t}/rows/0`]
    }
  }],
  ['a test of another type', 'type', function* (d) {
    for (const w of whens(d)) if (!w.test.unknown) yield [(c) => Object.assign(w.get(c), isNumber(w.test) ? { yes: true } : { at_least: 1 }), w.at]
  }],
  ['a fact of another type than what it is taken from', 'type', function* (d) {
    for (const f of facts(d)) if (f.item.from) yield [(c) => (f.get(c).type = f.item.type === 'flag' ? 'number' : 'flag'), f.at]
  }],
  ['bounds that leave nothing', 'never', function* (d) {
    for (const w of whens(d)) {
      if (isNumber(w.test)) yield [(c) => Object.assign(w.get(c), { at_least: 9, below: 9 }), w.at]
      if (w.test.any_of) yield [(c) => (w.get(c).none_of = [w.test.any_of[0]]), w.at]
      if (w.test.yes || w.test.no) yield [(c) => Object.assign(w.get(c), { yes: true, no: true }), w.at]
      yield [(c) => { const { fact } = w.test; for (const k of Object.keys(w.get(c))) if (k !== 'fact') delete w.get(c)[k]; w.get(c).fact = fact }, w.at]
    }
    if (d.compact) yield [(c) => (c.compact.at_least = c.compact.of + 1), '/compact/at_least']
  }],
  ['a row, or the rest, taken out', 'gap', function* (d) {
    for (const t of tables(d)) {
      if (t.item.hit === 'sum') continue
      if (t.item.otherwise) yield [(c) => delete t.get(c).otherwise, `${t.at}/rows`]
      else for (const [i] of of(t.item.rows)) yield [(c) => t.get(c).rows.splice(i, 1), `${t.at}/rows`]
    }
    for (const grade of ['high', 'medium', 'low']) if (d.assessment) yield [(c) => (c.assessment.outcomes = c.assessment.outcomes.filter((o) => o.grade !== grade)), '/assessment/outcomes']
  }],
  ['a bound moved up', 'gap', function* (d) {
    for (const t of tables(d))
      for (const [i, r] of of(t.item.rows))
        for (const [w, test] of of(r.when))
          if (t.item.hit === 'unique' && test.at_least) yield [(c) => t.get(c).rows[i].when[w].at_least++, `${t.at}/rows`]
  }],
  ['a bound moved down', 'overlap', function* (d) {
    for (const t of tables(d))
      for (const [i, r] of of(t.item.rows))
        for (const [w, test] of of(r.when))
          if (t.item.hit === 'unique' && test.at_least > 1) yield [(c) => t.get(c).rows[i].when[w].at_least--, `${t.at}/rows`]
  }],
  ['a second limit for the same', 'overlap', function* (d) {
    for (const k of clocks(d))
      if (k.item.effect !== 'task') yield [(c) => c.clocks.push({ ...structuredClone(k.item), name: 'RIVAL', length: 1, unit: 'days', warn: [] }), `/clocks/${d.clocks.length}`]
  }],
  ['a citation of the same time', 'overlap', function* (d) {
    for (const [i] of of(d.citations)) yield [(c) => c.citations.push({ ...c.citations[i], reads: '另一条' }), `/citations/${d.citations.length}`]
  }],
  ['two origins of a fact', 'overlap', function* (d) {
    for (const f of facts(d)) yield [(c) => Object.assign(f.get(c), f.item.by ? { counts: ['report_added'] } : { by: '某人' }), f.at]
  }],
  ['a row behind one that takes all', 'unreachable', function* (d) {
    for (const t of tables(d)) if (t.item.hit === 'first') yield [(c) => t.get(c).rows.unshift({ length: 1, unit: 'days' }), `${t.at}/rows/1`]
  }],
  ['a table that nobody reads', 'unreachable', function* (d) {
    for (const t of tables(d)) yield [(c) => c.tables.push({ ...structuredClone(t.item), name: 'unread' }), `/tables/${d.tables.length}`]
  }],
  ['a step that no exit leads to', 'unreachable', function* (d) {
    for (const s of steps(d)) {
      const above = s.l.steps(d)[s.i + 1]
      if (!above || above.when || JSON.stringify(s.l.steps(d)).includes(`"step":"${above.name}"`)) continue
      yield [(c) => (s.get(c).exits = ['not_agreed', 'time_over'].map((on) => ({ on, to: 'outlets' }))), `${s.l.at}/${s.i + 1}`]
    }
  }],
  ['an exit behind one of the same kind', 'unreachable', function* (d) {
    for (const x of exits(d)) if (!x.exit.when) yield [(c) => x.s.get(c).exits.push(structuredClone(x.exit)), `${x.s.at}/exits/${x.s.step.exits.length}`]
  }],
  ['an exit for time that the step has not', 'unreachable', function* (d) {
    for (const s of steps(d)) {
      if (s.step.unit || s.step.lengths || s.step.exits?.length > 7) continue
      yield [(c) => (s.get(c).exits ??= []).push({ on: 'time_over', to: 'outlets' }), `${s.at}/exits/${s.step.exits?.length ?? 0}/on`]
    }
  }],
  ['no way to suit or arbitration at the end', 'no_way_out', function* (d) {
    for (const l of ladders(d)) {
      yield [(c) => delete l.own(c).outlets, `${l.top}/outlets`]
      yield [(c) => (l.own(c).outlets = ['信访']), `${l.top}/outlets`]
    }
  }],
  ['a party\'s own way is barred', 'obstacle', function* (d) {
    for (const bars of ['suit', 'arbitration', 'petition', 'police'])
      yield [(c) => (c.guards ??= []).push({ name: 'bar', zh: '阻', en: 'bar', bars, article: '某条', certainty: 'house' }), `/guards/${d.guards?.length ?? 0}/bars`]
  }],
  ['a party who goes is held', 'obstacle', function* (d) {
    for (const s of steps(d))
      for (const on of ['refused', 'withdrawn', 'party_asks']) {
        if (s.step.exits?.some((x) => x.on === on)) continue
        const at = `${s.at}/exits/${s.step.exits?.length ?? 0}`
        yield [(c) => (s.get(c).exits ??= []).push({ on, to: 'stays', times: 1 }), `${at}/to`]
        yield [(c) => (s.get(c).exits ??= []).push({ on, to: 'outlets', how: 'approval' }), `${at}/how`]
        yield [(c) => (s.get(c).exits ??= []).push({ on, to: 'ends', who: '主任' }), `${at}/who`]
      }
  }],
  ['a limit without start', 'no_start', function* (d) {
    for (const k of clocks(d)) {
      yield [(c) => (k.get(c).starts = ''), `${k.at}/starts`]
      yield [(c) => { k.get(c).starts = 'clock_fired'; delete k.get(c).after }, `${k.at}/after`]
      if (k.item.pauses) yield [(c) => delete k.get(c).pauses, `${k.at}/pauses`]
    }
  }],
  ['a task or fact without start', 'no_start', function* (d) {
    for (const t of tasks(d)) if (t.item.days) yield [(c) => { delete t.get(c).starts; delete t.get(c).after }, t.at]
    for (const f of facts(d)) yield [(c) => { for (const k of ['from', 'by', 'counts', 'table', 'over', 'within', 'unit']) delete f.get(c)[k] }, f.at]
  }],
  ['a limit without end', 'no_end', function* (d) {
    for (const k of clocks(d)) {
      yield [(c) => Object.assign(k.get(c), { length: 0, unit: 'days' }), `${k.at}/length`]
      if (k.item.effect === 'overdue') yield [(c) => { delete k.get(c).meets; delete k.get(c).stops }, `${k.at}/meets`]
      if (k.item.resumes) yield [(c) => delete k.get(c).resumes, `${k.at}/resumes`]
    }
    for (const s of steps(d)) if (s.step.length) yield [(c) => (s.get(c).length = 0), `${s.at}/length`]
  }],
  ['a citation, source or title without words', 'no_text', function* (d) {
    for (const t of texts(d)) yield [t.set, t.at]
  }],
  ['longer than the statute', 'beyond_law', function* (d) {
    for (const k of clocks(d)) {
      if (k.item.certainty !== 'law' || !/^(minutes|hours|days|working_days|months|years)$/.test(k.item.unit)) continue
      yield [(c) => k.get(c).length++, `${k.at}/length`]
      if (k.item.extends === 'nobody') yield [(c) => (k.get(c).extends = 'approval'), `${k.at}/extends`]
      const local = { ...k.item, name: 'LOCAL', certainty: 'local', replaces: [k.item.name], length: k.item.length + 1, article: '某县规定' }
      yield [(c) => c.clocks.push(local), `/clocks/${d.clocks.length}/length`]
    }
  }],
  ['longer than the statute by a table', 'beyond_law', function* (d) {
    for (const k of clocks(d)) {
      if (k.item.certainty !== 'law' || !/^(days|working_days|months|years)$/.test(k.item.unit)) continue
      const { length, ...local } = { ...k.item, name: 'LOCAL', certainty: 'local', replaces: [k.item.name], lengths: 'local_lengths', article: '某县规定', warn: [] }
      delete local.unit
      const fact = { name: 'local_class', zh: '类', en: 'class', type: 'flag', by: '某人' }
      const row = (yes, n) => ({ when: [{ fact: fact.name, [yes]: true }], length: n, unit: k.item.unit })
      const table = { name: 'local_lengths', zh: '表', en: 'table', hit: 'unique', rows: [row('yes', length), row('no', length + 1)] }
      yield [(c) => { (c.facts ??= []).push(fact); (c.tables ??= []).push(table); c.clocks.push(local) }, `/clocks/${d.clocks.length}/length`]
    }
  }],
  ['a quota without a period', 'no_end', function* (d) {
    for (const r of each('rates')(d)) if (r.item.quota) yield [(c) => { delete r.get(c).every; delete r.get(c).every_unit }, `${r.at}/every`]
  }],
  ['a quota that is a share, too, or of hours', 'contrary', function* (d) {
    for (const r of each('rates')(d)) {
      if (!r.item.quota) yield [(c) => (r.get(c).quota = 3), `${r.at}/whole`]
      else {
        yield [(c) => (r.get(c).percent = 50), `${r.at}/percent`]
        yield [(c) => (r.get(c).every_unit = 'hours'), `${r.at}/every_unit`]
      }
    }
  }],
  ['a rate of nothing', 'no_start', function* (d) {
    for (const r of each('rates')(d)) yield [(c) => { delete r.get(c).quota; delete r.get(c).whole }, `${r.at}/whole`]
  }],
  ['members that contradict each other', 'contrary', function* (d) {
    yield [(c) => (c.valid_to = '1900-01-01'), '/valid_to']
    for (const s of steps(d)) {
      if (s.step.length) yield [(c) => delete s.get(c).unit, `${s.at}/length`]
      if (!s.step.attempts) yield [(c) => (s.get(c).both = true), `${s.at}/both`]
      if (s.step.attempts) yield [(c) => (s.get(c).attempts_least = s.step.attempts + 1), `${s.at}/attempts_least`]
    }
    for (const k of clocks(d)) {
      if (k.item.extends === 'nobody') yield [(c) => (k.get(c).extension_most = 5), `${k.at}/extends`]
      if (k.item.unit === 'days' && !k.item.lengths) yield [(c) => (k.get(c).warn = [k.item.length + 1]), `${k.at}/warn`]
      if (k.item.length) yield [(c) => (k.get(c).unit = 'at_once'), `${k.at}/length`]
      if (!['hours', 'minutes'].includes(k.item.unit)) yield [(c) => (k.get(c).next_hour = true), `${k.at}/next_hour`]
    }
    for (const x of exits(d)) if (!x.exit.step) yield [(c) => (x.get(c).step = 'village'), `${x.at}/step`]
  }],
  ['a table of too many cases', 'too_large', function* (d) {
    for (const t of tables(d)) {
      if (t.item.hit === 'sum') continue
      const fresh = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, zh: name, en: name, type: 'number', by: '某人' }))
      const rows = fresh.flatMap(({ name }) => [10, 20, 30, 40, 50, 60, 70].map((n) => ({ ...t.item.rows[0], when: [{ fact: name, at_least: n }] })))
      yield [(c) => { c.facts.unshift(...fresh); t.get(c).rows.push(...rows) }, t.at]
    }
  }],
]
