/** 3 × 5 pixel letters, row by row, so that axes can be labelled on servers without fonts. */
const letters: Record<string, string> = {
  '0': '111101101101111',
  '1': '010110010010111',
  '2': '111001111100111',
  '3': '111001111001111',
  '4': '101101111001001',
  '5': '111100111001111',
  '6': '111100111101111',
  '7': '111001001010010',
  '8': '111101111101111',
  '9': '111101111001111',
  k: '101101110101101',
  ':': '000010000010000',
  '.': '000000000000010',
}

const scale = 2

/** Width in pixels of a text drawn with `drawText`; it is 10 pixels high. */
export function textWidth(text: string): number {
  return text.length * 4 * scale - scale
}

/** Draws digits, `k`, `:` and `.` in grey (readable on light and dark) into RGBA pixels, from the top left. */
export function drawText(rgba: Buffer, width: number, left: number, top: number, text: string): void {
  for (const [place, letter] of [...text].entries()) {
    const dots = letters[letter] ?? ''
    for (let dot = 0; dot < dots.length * scale * scale; dot += 1) {
      const column = dot % (3 * scale)
      const row = Math.floor(dot / (3 * scale))
      if (dots[Math.floor(row / scale) * 3 + Math.floor(column / scale)] !== '1') continue
      rgba.set([128, 128, 128, 255], ((top + row) * width + left + place * 4 * scale + column) * 4)
    }
  }
}
