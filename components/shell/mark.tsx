import type { ComponentProps } from 'react'

/** Docket's own mark: a torn-off slip with a disc that is half and half. Decorative; the word stands beside it. */
export function Mark(props: ComponentProps<'svg'>) {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden="true" focusable="false" {...props}>
      <path
        d="M5 2.75h14a.75.75 0 0 1 .75.75v18l-2.6-1.7-2.55 1.7-2.6-1.7-2.6 1.7-2.55-1.7-2.6 1.7v-18A.75.75 0 0 1 5 2.75Z"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <circle cx="12" cy="10.5" r="4" stroke="currentColor" strokeWidth="1.5" />
      <path d="M12 6.5a4 4 0 0 1 0 8Z" fill="currentColor" />
    </svg>
  )
}

/** The mark with the name. */
export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={`inline-flex items-center gap-2 text-base font-semibold tracking-tight ${className ?? ''}`}>
      <Mark className="size-6 text-primary" />
      Docket
    </span>
  )
}
