// A PDF of A4 pages (ISO 32000) with lines of Chinese text and dark squares, for
// what is printed at a desk.  The letters are those of the machine that shows or
// prints it: a Song type by the name that every reader of Chinese PDFs knows, its
// text as UTF-16, so that it can be searched and copied; codes in Courier, of one
// width, so that no letter lies over the next.  Places are millimetres
// from the upper left corner.

const point = 72 / 25.4
const high = 297

const at = (mm: number): string => (mm * point).toFixed(2)

/** Millimetres from one line to the next. */
export const stepOf = (size: number): number => (size * 1.6) / point

/** Half an em for what stands in ASCII, a whole one for the rest. */
const ems = (text: string): number => [...text].reduce((sum, c) => sum + (c < '\x7f' ? 0.5 : 1), 0)

const utf16 = (text: string): string => Array.from(text, (_, i) => text.charCodeAt(i).toString(16).padStart(4, '0')).join('')

/** Lines of at most `wide` millimetres at `size` points; what closes a clause never begins one. */
export function wrapped(text: string, wide: number, size: number): string[] {
  const most = (wide * point) / size
  const lines: string[] = []
  let now = ''
  for (const c of text) {
    if (c === '\n' || (ems(now + c) > most && !/[,。、;:!?)》”’,.;:!?)]/.test(c))) {
      lines.push(now)
      now = ''
    }
    if (c !== '\n') now += c
  }
  return [...lines, now]
}

export class Page {
  drawn = ''

  text(x: number, y: number, size: number, text: string): void {
    // Each in its own letters: what is in ASCII is set so that it takes half an em.
    const runs = text.match(/[ -~]+|[^ -~]+/g) ?? []
    let before = 0
    for (const run of runs) {
      const ascii = run < '\x7f'
      const shown = ascii ? `(${run.replace(/[\\()]/g, '\\$&')})` : `<${utf16(run)}>`
      const place = at(x + (before * size) / point)
      this.drawn += `BT /${ascii ? 'A' : 'F'} ${size} Tf ${ascii ? 83.33 : 100} Tz ${place} ${at(high - y)} Td ${shown} Tj ET\n`
      before += ems(run)
    }
  }

  /** The lines of a text, and where the next would stand. */
  texts(x: number, y: number, size: number, wide: number, text: string): number {
    for (const line of wrapped(text, wide, size)) {
      this.text(x, y, size, line)
      y += stepOf(size)
    }
    return y
  }

  box(x: number, y: number, width: number, height: number): void {
    this.drawn += `${at(x)} ${at(high - y - height)} ${at(width)} ${at(height)} re f\n`
  }
}

const font = [
  '<</Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R]>>',
  // The first 95 of its glyphs are those of ASCII.
  '<</Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo <</Registry (Adobe) /Ordering (GB1) /Supplement 5>>' +
    ' /FontDescriptor 5 0 R /DW 1000 /W [1 95 500]>>',
  '<</Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93>>',
  '<</Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding>>',
]

/** The file, all of ASCII. */
export function pdfOf(pages: Page[]): string {
  const first = 3 + font.length // of the pages: one for the sheet, one for what is drawn on it
  const bodies = [
    '<</Type /Catalog /Pages 2 0 R /Lang (zh-CN)>>',
    `<</Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${first + 2 * i} 0 R`).join(' ')}]>>`,
    ...font,
    ...pages.flatMap((p, i) => [
      `<</Type /Page /Parent 2 0 R /MediaBox [0 0 ${at(210)} ${at(high)}] /Resources <</Font <</F 3 0 R /A 6 0 R>>>> /Contents ${first + 2 * i + 1} 0 R>>`,
      `<</Length ${p.drawn.length}>>\nstream\n${p.drawn}endstream`,
    ]),
  ]
  let file = '%PDF-1.5\n'
  const places = bodies.map((body, i) => {
    const place = file.length
    file += `${i + 1} 0 obj\n${body}\nendobj\n`
    return place
  })
  const table = file.length
  file += `xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n${places.map((p) => `${String(p).padStart(10, '0')} 00000 n \n`).join('')}`
  return `${file}trailer\n<</Size ${bodies.length + 1} /Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`
}
