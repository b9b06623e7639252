/** Area under the curve of a map's values against a known mask: 0.5 is chance, 1 is perfect; ties count half. */
export function maskAuc(values: ArrayLike<number>, mask: ArrayLike<number>): number {
  const order = Array.from({ length: values.length }, (_, at) => at).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  let [ranks, inside, at] = [0, 0, 0]
  while (at < order.length) {
    let end = at
    while (end < order.length && values[order[end] ?? 0] === values[order[at] ?? 0]) end++
    for (let k = at; k < end; k++) {
      if (!mask[order[k] ?? 0]) continue
      inside++
      ranks += (at + end + 1) / 2
    }
    at = end
  }
  const outside = order.length - inside
  return inside === 0 || outside === 0 ? 0.5 : (ranks - (inside * (inside + 1)) / 2) / (inside * outside)
}
