import { ShieldAlert } from 'lucide-react'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'

/** Why this is the only page that somebody reaches who lacks the second step their team asks for. */
export function SecondStepNeeded({ teamName }: { teamName: string }) {
  return (
    <Alert variant="warning">
      <ShieldAlert aria-hidden />
      <AlertTitle>{teamName} asks for a second step</AlertTitle>
      <AlertDescription>
        Set yours up{' '}
        <a href="#second-step" className="font-medium underline underline-offset-4">
          below
        </a>
        . Until then you reach this page alone, change between your teams and sign out; nothing of yours is lost.
      </AlertDescription>
    </Alert>
  )
}
