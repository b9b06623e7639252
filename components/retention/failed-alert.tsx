import { TriangleAlert } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import { retentionAddress } from './retention-filter'

/** Says that media which has to be gone is not; nothing where all is well. `elsewhere`: with the way to the page. */
export function FailedAlert({ failed, elsewhere = false }: { failed: number; elsewhere?: boolean }) {
  if (failed === 0) return null
  return (
    <Alert variant="destructive">
      <TriangleAlert aria-hidden />
      <AlertTitle>
        {failed === 1
          ? 'The media of one case could not be deleted yet'
          : `The media of ${failed.toLocaleString('en')} cases could not be deleted yet`}
      </AlertTitle>
      <AlertDescription>
        Docket goes on trying by itself; no receipt is written while one copy lacks a proof.{' '}
        {elsewhere && (
          <Link
            href={retentionAddress({ standing: 'failed' }) as Route}
            className="font-medium underline underline-offset-4"
          >
            See which copies, and why
          </Link>
        )}
      </AlertDescription>
    </Alert>
  )
}
