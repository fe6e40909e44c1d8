// Made-up pairs of matters with what the second is to the first, from a seed:
// the same on any machine.  tests/api/pairs.tsv holds the label of each pair and
// the digest of what it says, so that neither changes unseen.
//
// A pair is { pair, label, hard, closed, first, second }: `first` stands in the
// database (closed if so), `second` comes in at the counter.  `hard` says what
// makes it hard.  Labels are the kinds of links, and "unrelated".

import { createHash } from 'node:crypto'

import { identityOf } from './client.mjs'

/** Matters: as a village puts it, as another source puts it, as it comes back. */
const matters = [
  ['04', '在宅基地东侧砌墙,越过两家共用的界石约三十厘米,挡住院门通道,多次劝说不拆', '邻居砌墙越过共用界石三十厘米,院门通道被挡住,劝说不拆,要求恢复原状', '今年又在宅基地东侧砌墙,把去年的界石挪走,院门通道再次被挡住'],
  ['04', '翻建房屋时屋檐滴水落到隔壁院内,雨天墙根被水泡,山墙出现裂缝', '隔壁翻建房屋,屋檐滴水流进院内,山墙被水泡出裂缝,要求改道排水', '雨季又到,屋檐滴水再次落到院内,山墙裂缝比上年更大'],
  ['09', '承包鱼塘的进水口被堵,塘内缺氧,鱼苗死亡三百斤,要求赔偿损失', '鱼塘进水口遭人堵住,死了三百斤鱼苗,索赔损失', '进水口清开后又被人堵住,鱼塘缺氧,今年鱼苗死亡一批'],
  ['10', '受雇在工地做木工四个月,工钱一万八千元年底未付,包工头称甲方没有结账', '木工反映工地干活四个月,拖欠工钱一万八千元,包工头推说甲方没结账', '上次工钱付清后又到同一工地做木工,今年工钱再次被拖欠,包工头仍称甲方没有结账'],
  ['06', '借款两万元约定半年归还,写有借条,到期后以生意亏本为由不还', '手持借条讨要两万元借款,半年期限已过,对方说生意亏本还不上', '还清旧借条后又借款两万元,到期仍以生意亏本为由不还'],
  ['02', '老人由三个儿子轮流赡养,次子本年没有接老人同住,也不给赡养费', '次子不接老人同住,赡养费也不给,三个儿子轮流赡养的约定没有履行', '轮流赡养到次子又一轮,次子再次不接老人同住,赡养费拖了半年'],
  ['01', '夫妻为孩子上学的学校和费用多次争吵,女方带孩子回娘家居住不归', '女方因孩子上学费用与丈夫争吵后带孩子住回娘家', '孩子升学,夫妻又为学校和费用争吵,女方再次回娘家居住'],
  ['05', '楼上卫生间漏水,楼下客厅顶棚和衣柜被泡,物业查看后楼上不肯维修', '客厅顶棚被楼上卫生间漏水泡坏,衣柜也受损,楼上拒绝维修', '维修一年后楼上卫生间又漏水,客厅顶棚重新粉刷的部分再次被泡'],
  ['11', '购买的电动三轮车用了两个月电机烧坏,门市不给换,只愿收费维修', '电动三轮车买了才两个月电机就烧坏,店家不换还要收费', '换过的电动三轮车电机又烧坏,门市这次仍不给换'],
  ['07', '山林承包界限以老水渠为准,对方采伐时越界砍伐杉木四十余棵', '有人越过老水渠界限砍了山林杉木四十多棵,界限有承包合同', '界限标明后今年冬天又有越界砍伐,老水渠以上的杉木少了十几棵'],
  ['08', '两车在村口会车时刮擦,摩托车手小腿擦伤,修车费和医药费谈不拢', '村口会车刮擦,摩托车手小腿受伤,双方为医药费修车费争执', '同一村口两人又会车刮擦,这次汽车后视镜碰坏,修车费争执'],
  ['13', '饲养的两条狗没有拴绳,在巷口追咬放学的孩子,打针费用不愿承担', '放学孩子在巷口被没拴绳的狗咬伤,狗主人不愿出打针的钱', '答应拴绳后狗又跑出来,在巷口追咬孩子,打针费用再起争执'],
  ['03', '父亲去世后留下三间老屋,兄妹对老屋归谁和出嫁女有无份额意见不一', '兄妹争三间老屋,为出嫁的女儿能不能继承父亲遗产闹僵', '老屋分定后拆迁补偿下来,兄妹又为补偿款里的份额意见不一'],
  ['12', '合伙开砂石场,账目半年没有公布,一方要求退伙并分得设备折价款', '砂石场合伙人不公布账目,要求退伙,设备折价分钱', '对账后合伙继续,今年账目又半年没有公布,再次要求退伙'],
  ['14', '广场舞音响开到晚上十点以后,楼里病人不能休息,多次劝说音量不减', '晚上十点后广场舞音响太大,病人无法休息,劝说不听', '音响约定九点关,入夏后又开到十点以后,病人再次不能休息'],
  ['09', '收割机下田压坏相邻地块稻谷约两分地,机主只愿按一半赔偿', '相邻地块的稻谷被收割机压坏两分地,机主只肯赔一半', '今年收割时机主的收割机又压坏相邻地块稻谷,赔偿再谈不拢'],
]
const reasons = ['现找到当年的分家协议一份作为新的依据', '现有两名邻居愿意作证', '新取得测绘图一张', '补交转账记录三笔作为新的证据']
const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜']
const given = [...'景和长林玉田广才春生贵平泽民文举永康良怀远守成桂香秋月冬梅建业振东国强秀英志刚海涛晓燕']
const aliases = { 香: '芳', 林: '霖', 和: '河', 强: '祥', 英: '瑛', 成: '诚' }

/** Dice that fall the same for the same seed (mulberry32). */
function dice(seed) {
  let s = seed >>> 0
  return (below) => {
    s = (s + 0x6d2b79f5) >>> 0
    let t = Math.imul(s ^ (s >>> 15), 1 | s)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

export function makePairs(seed = 20260322, count = 240) {
  const roll = dice(seed)
  const pick = (list) => list[roll(list.length)]
  const names = new Set()
  let last = 0

  function somebody(side) {
    let name
    do name = pick(surnames) + pick(given) + pick(given)
    while (names.has(name) || name[1] === name[2])
    names.add(name)
    const n = String(++last).padStart(5, '0')
    return { kind: 'natural', side, name, phone: `109${n}777`, identity: identityOf(`9999991979${String(1 + roll(12)).padStart(2, '0')}${String(1 + roll(28)).padStart(2, '0')}${n.slice(2)}`) }
  }
  const only = (party, ...keys) => Object.fromEntries(keys.filter((k) => party[k]).map((k) => [k, party[k]]))
  const place = () => `9999010${String(1 + roll(6)).padStart(2, '0')}`
  /** The name with one character heard wrongly. */
  const misheard = (name) => name.slice(0, 2) + (aliases[name[2]] ?? (name[2] === '民' ? '明' : '民'))

  /** How another source knows the two people. */
  const knows = [
    ['identity numbers', ([a, b]) => [only(a, 'name', 'identity'), only(b, 'name', 'identity')]],
    ['one number, sides turned', ([a, b]) => [only(b, 'name'), only(a, 'name', 'identity')]],
    ['telephones only', ([a, b]) => [only(a, 'name', 'phone'), only(b, 'name')]],
    ['names only', ([a, b]) => [only(a, 'name'), only(b, 'name')]],
    ['one name misheard', ([a, b]) => [only(a, 'name', 'phone'), { name: misheard(b.name) }]],
    ['the caller only', ([a]) => [only(a, 'name', 'phone')]],
    ['nobody named', () => []],
    ['a third person too', ([a, b]) => [only(a, 'name', 'phone'), only(b, 'name'), only(somebody('applicant'), 'name')]],
  ]
  /** What comes in of people who have nothing to do with the first two. */
  const strangers = {
    'same words, other people': (first, i) => ({ parties: [only(somebody('applicant'), 'name', 'phone'), only(somebody('respondent'), 'name')], facts: matters[i][2] }),
    'same name, other number': (first, i, j) => ({ parties: [{ name: first.parties[0].name, identity: somebody('applicant').identity }, only(somebody('respondent'), 'name')], facts: matters[j][1] }),
    'one name in common': (first, i, j) => ({ parties: [{ name: first.parties[0].name }, only(somebody('respondent'), 'name')], facts: matters[j][2] }),
    'a family: one telephone': (first, i, j) => ({ parties: [{ name: misheard(first.parties[0].name), identity: somebody('applicant').identity, phone: first.parties[0].phone }, only(somebody('respondent'), 'name')], facts: matters[j][2] }),
    'nothing in common': (first, i, j) => ({ parties: [only(somebody('applicant'), 'name', 'phone'), only(somebody('respondent'), 'name')], facts: matters[j][1] }),
  }

  const labels = ['same_dispute', 'same_dispute', 'same_parties', 'same_facts', 'recurs_after', 'unrelated', 'unrelated', 'unrelated']
  return Array.from({ length: count }, (_, n) => {
    const label = labels[n % labels.length]
    const i = roll(matters.length)
    const j = (i + 1 + roll(matters.length - 1)) % matters.length
    const first = { parties: [somebody('applicant'), somebody('respondent')], facts: matters[i][1], category_moj: matters[i][0], place: place() }
    const closed = label === 'same_facts' || label === 'recurs_after' || (label === 'unrelated' && roll(4) === 0)
    let hard
    let second
    if (label === 'unrelated') {
      hard = pick(Object.keys(strangers))
      second = strangers[hard](first, i, j)
    } else {
      let [what, as] = pick(knows)
      while (label === 'same_parties' && what === 'nobody named') [what, as] = pick(knows)
      hard = what
      const text = { same_dispute: matters[i][1 + roll(2)], same_parties: matters[j][1 + roll(2)], same_facts: `${matters[i][1]}。${pick(reasons)}`, recurs_after: matters[i][3] }[label]
      second = { parties: as(first.parties), facts: text }
    }
    const k = label === 'same_parties' || !hard.startsWith('same words') && label === 'unrelated' ? j : i
    if (roll(3) > 0) second.category_moj = matters[k][0]
    if (roll(3) > 0) second.place = label === 'unrelated' && roll(2) ? place() : first.place
    return { pair: n + 1, label, hard, closed, first, second }
  })
}

export const digestOf = (pair) => createHash('sha256').update(JSON.stringify(pair)).digest('hex').slice(0, 12)

/** The lines of tests/api/pairs.tsv. */
export const linesOf = (pairs) => pairs.map((p) => `${p.pair}\t${p.label}\t${p.hard}\t${digestOf(p)}\n`).join('')
