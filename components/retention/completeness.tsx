import { CircleCheck, LoaderCircle, TriangleAlert } from 'lucide-react'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import { copiesInWords } from './retention-words'
import { type ShownCopy, standOf } from './shown-copy'

/** Whether a deletion is complete: said only when every copy that had to go is proven gone. */
export function Completeness({ copies, ended }: { copies: ShownCopy[]; ended: boolean }) {
  const { required, proven, outOfReach, complete } = standOf(copies)
  const beyond =
    outOfReach === 0
      ? ''
      : ` ${outOfReach} more ${outOfReach === 1 ? 'is' : 'are'} out of Docket’s reach: told of below, not covered.`
  if (complete && ended) {
    return (
      <Alert variant="success">
        <CircleCheck aria-hidden />
        <AlertTitle>Complete</AlertTitle>
        <AlertDescription>
          {capital(copiesInWords(required))} had to go, and each is proven gone.{beyond}
        </AlertDescription>
      </Alert>
    )
  }
  const failed = copies.filter(({ result, required: has }) => has && result === 'failed').length
  return (
    <Alert variant={failed > 0 ? 'destructive' : 'info'}>
      {failed > 0 ? <TriangleAlert aria-hidden /> : <LoaderCircle aria-hidden />}
      <AlertTitle>
        Not complete: {proven} of {copiesInWords(required)} proven gone
      </AlertTitle>
      <AlertDescription>
        {failed > 0
          ? 'Docket goes on trying by itself. There is no receipt while one copy lacks a proof.'
          : 'The receipt is written once each of them is proven gone.'}
        {beyond}
      </AlertDescription>
    </Alert>
  )
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
