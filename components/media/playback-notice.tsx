import { TriangleAlert } from 'lucide-react'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import type { PlaybackFault } from './playback-fault'

/** Says why nothing plays, and what can be done. */
export function PlaybackNotice({ fault, url, onRetry }: { fault: PlaybackFault; url: string; onRetry(): void }) {
  return (
    <Alert variant="warning" role="alert">
      <TriangleAlert aria-hidden />
      <AlertTitle>{fault.title}</AlertTitle>
      <AlertDescription>
        <p>{fault.says}</p>
        <div className="mt-2 flex flex-wrap gap-2">
          <Button variant="outline" size="sm" onClick={onRetry}>
            Try again
          </Button>
          <Button variant="outline" size="sm" asChild>
            <a href={url} download>
              Download the file
            </a>
          </Button>
        </div>
      </AlertDescription>
    </Alert>
  )
}
