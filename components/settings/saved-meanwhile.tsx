import { CircleAlert } from 'lucide-react'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'

interface SavedMeanwhileProps {
  /** What both changed, and what is kept of it now. */
  clashes: { name: string; kept: string }[]
}

/** Says that somebody else has saved what is being changed here, and to what. Nothing where they did not clash. */
export function SavedMeanwhile({ clashes }: SavedMeanwhileProps) {
  if (clashes.length === 0) return null
  return (
    <Alert variant="warning" role="alert">
      <CircleAlert aria-hidden />
      <AlertTitle>Somebody else has saved meanwhile</AlertTitle>
      <AlertDescription>
        <p>What you entered stands below and is not kept yet. Kept now:</p>
        <ul className="list-disc pl-5">
          {clashes.map(({ name, kept }) => (
            <li key={name}>
              {name}: {kept}
            </li>
          ))}
        </ul>
      </AlertDescription>
    </Alert>
  )
}
