import { proofNames } from './retention-words'

/** What the three kinds of proof are worth. */
export function ProofLegend() {
  return (
    <dl className="grid gap-x-6 gap-y-1 text-[0.8125rem] sm:grid-cols-3">
      {Object.values(proofNames).map(({ name, means }) => (
        <div key={name}>
          <dt className="font-medium">{name}</dt>
          <dd className="text-pretty text-muted-foreground">{means}</dd>
        </div>
      ))}
    </dl>
  )
}
