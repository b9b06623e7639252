import { encode } from 'uqr'

/** Modules of white around it that readers need (ISO 18004). */
const quiet = 4

/** A QR code, dark on white in every theme: some cameras read no other. `label` says what it holds. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + quiet} ${y + quiet}h1v1h-1z` : '')))
    .join('')
  const whole = size + 2 * quiet
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${whole} ${whole}`}
      shapeRendering="crispEdges"
      className="size-52 rounded-md border bg-white"
    >
      <path d={path} className="fill-black" />
    </svg>
  )
}
