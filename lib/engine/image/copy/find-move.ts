import { leastShift, type Match } from './match-points'

/** How a part was moved, turned and scaled: `x' = a x - b y + c`, `y' = b x + a y + d`. */
export interface Move {
  a: number
  b: number
  c: number
  d: number
}

export interface AgreedMove {
  move: Move
  /** Matches that agree with it. */
  matches: Match[]
}

/** Pixels by which a match may miss. */
const tolerance = 2.5
export const fewestMatches = 6
/** Pixels between two matches from which a move is worked out. */
const [closest, farthest] = [8, 160]
const mostNeighbours = 8

/** The moves most matches agree on, each match used once; at most `most`, the best agreed first. */
export function findMoves(all: Match[], most: number): AgreedMove[] {
  let left = all
  const moves: AgreedMove[] = []
  while (moves.length < most) {
    const best = findBest(left)
    if (!best) break
    moves.push(best)
    const used = new Set(best.matches.flatMap(({ fromX, fromY, toX, toY }) => [`${fromX},${fromY}`, `${toX},${toY}`]))
    left = left.filter(({ fromX, fromY }) => !used.has(`${fromX},${fromY}`))
  }
  return moves
}

function findBest(matches: Match[]): AgreedMove | null {
  let best: Match[] = []
  for (const [index, one] of matches.entries()) {
    let tried = 0
    for (let k = 1; k < matches.length && tried < mostNeighbours; k++) {
      const other = matches[(index + k) % matches.length]
      if (!other) continue
      const distance = Math.hypot(other.fromX - one.fromX, other.fromY - one.fromY)
      if (distance < closest || distance > farthest) continue
      const move = fitMove([one, other])
      if (!move || !isPlausible(move)) continue
      if (Math.abs(Math.hypot(other.toX - one.toX, other.toY - one.toY) / distance - 1) > 0.6) continue
      tried++
      const agreed = matches.filter((match) => miss(move, match) < tolerance)
      if (agreed.length > best.length) best = agreed
    }
  }
  if (best.length < fewestMatches) return null
  const move = fitMove(best)
  if (!move || !isPlausible(move)) return null
  const agreed = matches.filter((match) => miss(move, match) < tolerance)
  return agreed.length < fewestMatches || isThin(agreed) ? null : { move, matches: agreed }
}

/** Least squares over the matches; null where they lie on one point. */
export function fitMove(matches: Match[]): Move | null {
  const n = matches.length
  let [mx, my, nx, ny] = [0, 0, 0, 0]
  for (const { fromX, fromY, toX, toY } of matches) {
    mx += fromX / n
    my += fromY / n
    nx += toX / n
    ny += toY / n
  }
  let [along, across, size] = [0, 0, 0]
  for (const { fromX, fromY, toX, toY } of matches) {
    const [x, y, u, v] = [fromX - mx, fromY - my, toX - nx, toY - ny]
    along += x * u + y * v
    across += x * v - y * u
    size += x * x + y * y
  }
  if (size < 1) return null
  const [a, b] = [along / size, across / size]
  return { a, b, c: nx - a * mx + b * my, d: ny - b * mx - a * my }
}

export function miss({ a, b, c, d }: Move, { fromX, fromY, toX, toY }: Match): number {
  return Math.hypot(a * fromX - b * fromY + c - toX, b * fromX + a * fromY + d - toY)
}

export function isPlausible({ a, b }: Move): boolean {
  const scale = Math.hypot(a, b)
  return scale > 0.6 && scale < 1 / 0.6
}

/** Whether all lie on a line, as along an edge. */
function isThin(matches: Match[]): boolean {
  const xs = matches.map(({ fromX }) => fromX)
  const ys = matches.map(({ fromY }) => fromY)
  const [mx, my] = [mean(xs), mean(ys)]
  let [xx, yy, xy] = [0, 0, 0]
  for (const { fromX, fromY } of matches) {
    xx += (fromX - mx) ** 2 / matches.length
    yy += (fromY - my) ** 2 / matches.length
    xy += ((fromX - mx) * (fromY - my)) / matches.length
  }
  const smaller = (xx + yy - Math.sqrt((xx - yy) ** 2 + 4 * xy * xy)) / 2
  return smaller < (leastShift / 10) ** 2
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
