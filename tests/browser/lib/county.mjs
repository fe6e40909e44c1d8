// A week of a village's work, played through the interface: what the pages of
// the browser tests show.  All names are made up.

import { openSite, registration, sitting, takeUp } from '../../api/lib/client.mjs'

const pair = (a, b, n) => [
  { kind: 'natural', side: 'applicant', name: a, phone: `1090000${n}1` },
  { kind: 'natural', side: 'respondent', name: b, phone: `1090000${n}2` },
]
const matter = (a, b, n, what, more = {}) =>
  registration({ title: `${a}—${b} ${what}`, facts: what, parties: pair(a, b, n), ...more })

/**
 * The county as it stands on 2024-03-07; ids by what they are about.  Most tests
 * give it to startService as what was played before.
 */
export async function playCounty(service) {
  const site = await openSite(service)
  const village = await site.as('village.a')
  const ids = {}
  const made = async (name, ...args) => {
    ids[name] = (await village.register(matter(...args))).id
    return ids[name]
  }

  await site.move('2024-02-04T09:00:00+08:00')
  await made('late', '戊申荣', '己酉田', '001', '赡养费')
  await takeUp(village, ids.late)

  await site.move('2024-03-04T09:10:00+08:00')
  await made('boundary', '甲子明', '乙丑亮', '002', '宅基地界')
  await takeUp(village, ids.boundary)
  await made('wages', '丙寅福', '丁卯祥', '003', '欠工钱')
  await takeUp(village, ids.wages)
  await made('water', '庚午水', '辛未渠', '004', '放水先后')
  await made('noise', '壬申宁', '癸酉静', '005', '半夜放音响')
  await village.done(ids.noise, 'record-consent', { party: 1, answer: 'agrees', manner: 'oral' })

  await site.move('2024-03-05T21:00:00+08:00')
  await village.done(ids.boundary, 'log-session', sitting('2024-03-05T20:00:00+08:00', 'not_agreed'))
  for (const hour of ['17', '18', '20'])
    await village.done(ids.wages, 'log-session', sitting(`2024-03-05T${hour}:00:00+08:00`, 'not_agreed'))

  await site.move('2024-03-06T16:00:00+08:00')
  await village.done(ids.boundary, 'schedule-session', {
    mode: 'together',
    place: '村调解室',
    starts: '2024-03-07T15:00:00+08:00',
  })
  await village.done(ids.late, 'log-session', sitting('2024-03-06T15:00:00+08:00', 'agreed'))

  await site.move('2024-03-07T16:30:00+08:00')
  return ids
}

/** Who acts there, and the ids. */
export async function makeCounty(service) {
  const ids = service.played ?? (await playCounty(service))
  const site = await openSite(service)
  const [village, township, judicial, court] = await site.all('village.a', 'township.a', 'judicial.a', 'court.a')
  return { site, village, township, judicial, court, ids }
}
