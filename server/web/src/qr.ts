// A short text as a QR code (ISO/IEC 18004): version 3, 29 by 29 modules, error
// correction M, bytes.  It holds 42 of them, which is more than a slip says.

const size = 29
const dataWords = 44
const checkWords = 26

// ---- check words: Reed-Solomon over GF(256) by x^8 + x^4 + x^3 + x^2 + 1 ----

const power: number[] = []
for (let i = 0, x = 1; i < 255; i++, x = x & 0x80 ? (x << 1) ^ 0x11d : x << 1) power.push(x)
const times = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : power[(power.indexOf(a) + power.indexOf(b)) % 255]!)

function checked(data: number[]): number[] {
  let generator = [1]
  for (let i = 0; i < checkWords; i++) {
    const longer = [...generator, 0]
    generator.forEach((g, k) => (longer[k + 1]! ^= times(g, power[i]!)))
    generator = longer
  }
  const rest = [...data, ...Array<number>(checkWords).fill(0)]
  for (let i = 0; i < dataWords; i++) {
    const lead = rest[i]!
    generator.forEach((g, k) => (rest[i + k]! ^= times(g, lead)))
  }
  return [...data, ...rest.slice(dataWords)]
}

/** Mode, length, text, end, then filling. */
function words(text: string): number[] {
  const bytes = [...new TextEncoder().encode(text)]
  if (bytes.length > dataWords - 2) throw new Error('too long for a code of this size')
  const halves = [4, bytes.length >> 4, bytes.length & 15, ...bytes.flatMap((b) => [b >> 4, b & 15]), 0]
  const data = Array.from({ length: halves.length / 2 }, (_, i) => (halves[2 * i]! << 4) | halves[2 * i + 1]!)
  for (let i = 0; data.length < dataWords; i++) data.push(i % 2 === 0 ? 0xec : 0x11)
  return checked(data)
}

// ---- modules ----

type Grid = (boolean | undefined)[][] // undefined: for data

function square(grid: Grid, x: number, y: number, far: number, dark: (ring: number) => boolean): void {
  for (let dy = -far; dy <= far; dy++)
    for (let dx = -far; dx <= far; dx++)
      if (grid[y + dy] !== undefined && x + dx >= 0 && x + dx < size) grid[y + dy]![x + dx] = dark(Math.max(Math.abs(dx), Math.abs(dy)))
}

// Correction M with mask 0, and its check bits.
const format = 0x5412

function frame(): Grid {
  const grid: Grid = Array.from({ length: size }, () => Array<boolean | undefined>(size).fill(undefined))
  for (let i = 0; i < size; i++) grid[6]![i] = grid[i]![6] = i % 2 === 0
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]] as const) square(grid, x, y, 4, (ring) => ring !== 2 && ring !== 4)
  square(grid, 22, 22, 2, (ring) => ring !== 1)
  for (let i = 0; i < 15; i++) {
    const dark = ((format >> i) & 1) === 1
    const down = i < 6 ? i : i < 8 ? i + 1 : size - 15 + i
    const across = i < 8 ? size - 1 - i : i === 8 ? 7 : 14 - i
    grid[down]![8] = dark
    grid[8]![across] = dark
  }
  grid[size - 8]![8] = true
  return grid
}

/** The modules row by row; true: dark. */
export function modules(text: string): boolean[][] {
  const grid = frame()
  const bits = words(text).flatMap((w) => Array.from({ length: 8 }, (_, i) => ((w >> (7 - i)) & 1) === 1))
  let next = 0
  for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2)
    for (let i = 0; i < size; i++) {
      const y = ((right + 1) & 2) === 0 ? size - 1 - i : i
      for (const x of [right, right - 1])
        if (grid[y]![x] === undefined) grid[y]![x] = (bits[next++] ?? false) !== ((x + y) % 2 === 0)
    }
  return grid as boolean[][]
}

/** The dark modules as the path of a picture that is `span` wide and high. */
export const span = size + 8
export const pathOf = (text: string): string =>
  modules(text)
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + 4} ${y + 4}h1v1h-1z` : '')))
    .join('')
