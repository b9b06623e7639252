'use client'

import { FileText } from 'lucide-react'
import { ActionButton } from './action-button'
import type { CaseActions } from './case-actions'

interface WriteReportButtonProps {
  detectionId: string
  report: CaseActions['report']
  /** The id of the heading that the report comes under. */
  under: string
  children: string
}

/** Asks for the report. The focus moves to its heading, since the button goes once it is asked for. */
export function WriteReportButton({ detectionId, report, under, children }: WriteReportButtonProps) {
  const toHeading = () => {
    const heading = document.getElementById(under)
    if (!heading) return
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
  }
  return (
    <ActionButton
      variant="outline"
      size="sm"
      action={report}
      input={{ detectionId }}
      busy="Asking for it"
      onDone={toHeading}
    >
      <FileText aria-hidden /> {children}
    </ActionButton>
  )
}
