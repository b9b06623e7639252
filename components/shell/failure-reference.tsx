/** The digest under which the server's log has the failure; nothing when there is none. */
export function FailureReference({ error }: { error: unknown }) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null
  if (!digest) return null
  return (
    <p className="mt-2">
      Reference: <code className="font-mono">{digest}</code>
    </p>
  )
}
