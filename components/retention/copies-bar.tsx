import { Progress } from '@/components/ui/progress'
import { copiesInWords } from './retention-words'

interface CopiesBarProps {
  number: number
  /** Copies known to be gone, of those that have to be; 0 of 0 before the deletion begins. */
  proven: number
  required: number
}

/** How many copies are known to be gone, in words and as a bar. */
export function CopiesBar({ number, proven, required }: CopiesBarProps) {
  if (required === 0) return <span className="text-[0.8125rem] text-muted-foreground">Not begun</span>
  return (
    <span className="grid gap-1 text-[0.8125rem] tabular-nums">
      <span>
        {proven} of {copiesInWords(required)} proven gone
      </span>
      <Progress
        value={(proven / required) * 100}
        aria-label={`Copies of case ${number} proven gone: ${proven} of ${required}`}
        className="max-w-40"
      />
    </span>
  )
}
