'use client'

import { FailureReference } from '@/components/shell/failure-reference'
import './globals.css'

/** When even the frame around all pages failed: a document of its own, in the system's colours. */
export default function GlobalFailure({ error, retry }: { error: unknown; retry(): void }) {
  return (
    <html lang="en-GB">
      <body>
        <title>Docket could not be shown</title>
        <main className="mx-auto grid min-h-dvh max-w-md place-content-center gap-4 p-6 text-center">
          <h1 className="text-2xl font-semibold">Docket could not be shown</h1>
          <div className="text-sm">
            Something failed on the server. Try again; if it stays, tell whoever runs this Docket.
            <FailureReference error={error} />
          </div>
          <button
            type="button"
            onClick={retry}
            className="mx-auto h-9 rounded-md bg-primary px-4 text-sm font-medium text-primary-foreground"
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  )
}
