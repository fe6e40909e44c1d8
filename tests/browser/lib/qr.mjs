// A QR code read back from the modules that are dark, to see that what is drawn
// says what it should: version 3 with error correction M and mask 0, as slips
// have it, read by nothing of what wrote it.

import assert from 'node:assert/strict'

const size = 29

/** The dark modules of a path "M5 4h1v1h-1z…", four modules from the edge. */
function grid(path) {
  const dark = Array.from({ length: size }, () => Array(size).fill(false))
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) dark[y - 4][x - 4] = true
  return dark
}

const reserved = (x, y) =>
  (x < 9 && y < 9) || (x > 20 && y < 9) || (x < 9 && y > 20) || x === 6 || y === 6 || (x > 19 && x < 25 && y > 19 && y < 25)

function multiply(a, b) {
  let product = 0
  for (; b > 0; b >>= 1, a = a & 0x80 ? (a << 1) ^ 0x11d : a << 1) if (b & 1) product ^= a
  return product
}

/** The text; what does not hold is told by an assertion. */
export function readQr(path) {
  const dark = grid(path)
  const square = (x, y) => dark.slice(y, y + 7).map((row) => row.slice(x, x + 7).map((d) => (d ? '#' : '.')).join(''))
  const finder = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######']
  for (const [x, y] of [[0, 0], [22, 0], [0, 22]]) assert.deepEqual(square(x, y), finder)
  const format = [0, 1, 2, 3, 4, 5, 7].map((x) => dark[8][x]).concat([8, 7, 5, 4, 3, 2, 1, 0].map((y) => dark[y][8]))
  assert.equal(format.map(Number).join(''), '101010000010010', 'correction M, mask 0')

  const bits = []
  let up = true
  for (let right = size - 1; right > 0; right -= 2, up = !up) {
    if (right === 6) right = 5
    for (let i = 0; i < size; i++)
      for (const x of [right, right - 1]) {
        const y = up ? size - 1 - i : i
        if (!reserved(x, y)) bits.push(dark[y][x] !== ((x + y) % 2 === 0))
      }
  }
  const words = Array.from({ length: 70 }, (_, i) => bits.slice(8 * i, 8 * i + 8).reduce((n, b) => 2 * n + Number(b), 0))
  for (let i = 0, root = 1; i < 26; i++, root = multiply(root, 2))
    assert.equal(words.reduce((sum, w) => multiply(sum, root) ^ w, 0), 0, `check word ${i}`)
  const nibbles = words.flatMap((w) => [w >> 4, w & 15])
  assert.equal(nibbles[0], 4, 'bytes')
  const length = 16 * nibbles[1] + nibbles[2]
  return Buffer.from(Array.from({ length }, (_, i) => 16 * nibbles[3 + 2 * i] + nibbles[4 + 2 * i])).toString()
}
