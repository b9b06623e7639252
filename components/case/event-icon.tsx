import {
  CircleDot,
  CloudDownload,
  Cpu,
  FolderOpen,
  Gavel,
  Hand,
  type LucideIcon,
  RotateCw,
  ScanSearch,
  TriangleAlert,
  Undo2,
} from 'lucide-react'
import type { AuditEventType } from '@/lib/audit/events'

const icons: Partial<Record<AuditEventType, LucideIcon>> = {
  'case.opened': FolderOpen,
  'case.media_fetched': CloudDownload,
  'case.claimed': Hand,
  'case.released': Hand,
  'case.decided': Gavel,
  'case.decision_undone': Undo2,
  'detection.started': Cpu,
  'detection.completed': ScanSearch,
  'detection.failed': TriangleAlert,
  'detection.retried': RotateCw,
}

/** A small picture of an event; the words beside it say what it was. */
export function EventIcon({ type }: { type: AuditEventType }) {
  const Icon = icons[type] ?? CircleDot
  return <Icon aria-hidden className="size-3.5" />
}
