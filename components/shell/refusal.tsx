import { CircleAlert } from 'lucide-react'
import { Alert, AlertDescription } from '@/components/ui/alert'

/** The sentence of a refused form, read out when it comes up and able to take the focus. */
export function Refusal({ message }: { message: string | null }) {
  if (!message) return null
  return (
    <Alert variant="destructive" role="alert" tabIndex={-1} data-refusal>
      <CircleAlert aria-hidden />
      <AlertDescription>{message}</AlertDescription>
    </Alert>
  )
}
