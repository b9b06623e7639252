'use client'

import type { ComponentProps } from 'react'
import type { Permission } from '@/lib/access/permissions'
import { useGuardedSubmit } from './use-guarded-submit'

interface GuardedDownloadProps extends Omit<ComponentProps<'form'>, 'action' | 'method' | 'onSubmit'> {
  /** The address that answers with a file. */
  action: string
  /** Under which it does. */
  permission: Permission
  /** Called once it is on its way. */
  onStarted?: () => void
}

/**
 * The browser's own form, so that a file of any size is saved while it is still being made. Whoever is to confirm first who
 * they are does so before it begins.
 */
export function GuardedDownload({ permission, onStarted, ...form }: GuardedDownloadProps) {
  const { onSubmit } = useGuardedSubmit(permission, onStarted)
  return <form method="post" noValidate {...form} onSubmit={onSubmit} />
}
