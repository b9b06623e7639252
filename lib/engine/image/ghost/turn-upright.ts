import type { GhostMap } from './find-ghost'

/** Turns a map as the EXIF orientation (1-8) turns its picture, so that it lies over the picture as it is shown. */
export function turnUpright(map: GhostMap, orientation: number): GhostMap {
  if (orientation <= 1 || orientation > 8) return map
  const { columns, rows } = map
  const turned = orientation >= 5
  const width = turned ? rows : columns
  const strength = new Float32Array(map.strength.length)
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const [toX, toY] = place(x, y, columns - 1, rows - 1, orientation)
      strength[toY * width + toX] = map.strength[y * columns + x] ?? 0
    }
  }
  return { ...map, columns: width, rows: turned ? columns : rows, strength }
}

/** Where a point goes; `right` and `bottom` are the last column and row. Source: EXIF 2.3, tag 0x0112. */
function place(x: number, y: number, right: number, bottom: number, orientation: number): [x: number, y: number] {
  switch (orientation) {
    case 2:
      return [right - x, y]
    case 3:
      return [right - x, bottom - y]
    case 4:
      return [x, bottom - y]
    case 5:
      return [y, x]
    case 6:
      return [bottom - y, x]
    case 7:
      return [bottom - y, right - x]
    case 8:
      return [y, right - x]
    default:
      return [x, y]
  }
}
