// Where the parts of a ladder's picture stand: dagre finds the places, and what
// it gives becomes attributes of our own SVG.  Lengths are in its own units.

import dagre from '@dagrejs/dagre'

import { listed } from './language'
import type { Chart, ChartEdge, ChartNode } from './rules'

const boxWidth = 208
const line = 18
const pad = 15 // a box of one line is as high as a finger needs: 48
const inBox = 13 // widths of a Chinese character in a line of a box
const onEdge = 9

export interface Box {
  i: number
  node: ChartNode
  x: number // left
  y: number // top
  width: number
  height: number
  lines: string[] // what it is called
  more: string[]
}

export interface Way {
  path: string
  lines: string[]
  x: number // of the middle of its words
  y: number
  always: boolean // a party's own way out, which is always open
}

export interface Drawing {
  width: number
  height: number
  boxes: Box[]
  ways: Way[]
}

/** Break a text into lines of at most `most` Chinese characters' width. */
export function wrap(text: string, most: number): string[] {
  const lines: string[] = []
  let now = ''
  let width = 0
  for (const piece of text.match(/[\x21-\x7e]+ ?|[^]/gu) ?? []) {
    const wide = [...piece].reduce((sum, c) => sum + (c.charCodeAt(0) < 0x2000 ? 0.55 : 1), 0)
    const hangs = /^[,。;、)”:,;.)]/u.test(piece)
    if (now !== '' && !hangs && width + wide > most) {
      lines.push(now.trim())
      now = ''
      width = 0
    }
    now += piece
    width += wide
  }
  if (now.trim() !== '') lines.push(now.trim())
  return lines
}

// What a party may say at any time, if no exit is written for it.
const own = new Set(['party_asks', 'refused', 'withdrawn'])
const isOwn = (e: ChartEdge): boolean => e.at === undefined && own.has(e.on)

const marked = (e: ChartEdge): string => e.label + (e.times === undefined ? '' : ` ≤${e.times}×`) + (e.conditional ? ' *' : '')

/** One line for all that leads from one box to another. */
function bundles(chart: Chart): { from: number; to: number; text: string; always: boolean }[] {
  const found = new Map<string, ChartEdge[]>()
  for (const e of chart.edges) {
    const key = `${e.from} ${e.to}`
    found.set(key, [...(found.get(key) ?? []), e])
  }
  return [...found.values()].map((edges) => {
    const said = edges.filter((e) => !isOwn(e) && (e.on !== 'registered' || e.conditional))
    return {
      from: edges[0]!.from,
      to: edges[0]!.to,
      text: listed([...new Set(said.map(marked))]),
      always: edges.every(isOwn),
    }
  })
}

interface Point {
  x: number
  y: number
}

/** A smooth way through the points. */
function pathOf(points: Point[]): string {
  const [first, ...rest] = points
  const said = (p: Point): string => `${Math.round(p.x * 10) / 10} ${Math.round(p.y * 10) / 10}`
  let path = `M ${said(first!)}`
  for (const [i, p] of rest.entries()) {
    const next = rest[i + 1]
    if (next === undefined) path += ` L ${said(p)}`
    else path += ` Q ${said(p)} ${said({ x: (p.x + next.x) / 2, y: (p.y + next.y) / 2 })}`
  }
  return path
}

export function draw(chart: Chart): Drawing {
  const g = new dagre.graphlib.Graph({ multigraph: true })
  g.setGraph({ rankdir: 'TB', nodesep: 28, edgesep: 18, ranksep: 34, marginx: 12, marginy: 12 })
  const boxes = chart.nodes.map((node, i) => {
    const lines = wrap(node.label, inBox)
    const more = (node.more ?? '').split(/;\s*/).flatMap((part) => wrap(part, inBox + 1))
    const box = { i, node, x: 0, y: 0, width: boxWidth, height: 2 * pad + line * (lines.length + more.length), lines, more }
    g.setNode(String(i), { width: box.width, height: box.height })
    return box
  })
  const all = bundles(chart)
  for (const [i, b] of all.entries()) {
    const lines = wrap(b.text, onEdge)
    const width = lines.length === 0 ? 0 : 14 * onEdge
    g.setEdge(String(b.from), String(b.to), { width, height: line * lines.length, labelpos: 'c' }, String(i))
  }
  dagre.layout(g)
  for (const box of boxes) {
    const at = g.node(String(box.i))
    box.x = at.x - box.width / 2
    box.y = at.y - box.height / 2
  }
  const ways = all.map((b, i) => {
    const e = g.edge(String(b.from), String(b.to), String(i))
    return { path: pathOf(e.points), lines: wrap(b.text, onEdge), x: e.x ?? 0, y: e.y ?? 0, always: b.always }
  })
  const size = g.graph()
  return { width: Math.ceil(size.width ?? 0), height: Math.ceil(size.height ?? 0), boxes, ways }
}
