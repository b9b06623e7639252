import type { Actions } from './access'

/** Every server action, and what it asks for. */
export const actions: Actions = {
  'app/(auth)/setup/actions.ts': {
    setUpAction: { anyone: 'makes the first team; the link’s token is the key' },
  },
  'app/(auth)/sign-in/actions.ts': {
    signInAction: { anyone: 'signs in' },
  },
  'app/(portal)/actions.ts': {
    signOutAction: { anyMember: 'everybody may leave', withoutSecondStep: true },
    switchTeamAction: { permission: 'account.manage', withoutSecondStep: true },
    createTeamAction: 'team.create',
    readProofWaysAction: { anyMember: 'by what one can prove who one is', withoutSecondStep: true },
    proveIdentityAction: { anyMember: 'proves who one is', withoutSecondStep: true },
    assertProvedAction: { anyMember: 'says whether to prove it before a download' },
    undoDecisionAction: 'case.decide',
    findCasesAction: 'case.read',
    listQueuesAction: 'case.read',
    recordUnblurAction: 'case.read',
    countExposureAction: 'preference.set',
    removeViewAction: 'view.save',
  },
  'app/(portal)/audit/actions.ts': {
    saveViewAction: 'audit.read',
  },
  'app/(portal)/cases/[number]/actions.ts': {
    decideAction: 'case.decide',
    skipAction: 'case.claim',
    undoAction: 'case.decide',
    claimAction: 'case.claim',
    releaseAction: 'case.claim',
    extendAction: 'case.claim',
    escalateAction: 'case.escalate',
    giveBackAction: 'case.assign',
    moveAction: 'case.assign',
    waiveAction: 'case.decide',
    closeAction: 'case.decide',
    askReviewAction: 'case.review',
    appealAction: 'case.appeal',
    withdrawAction: 'case.review',
    judgeFirstAction: 'case.decide',
    noteAction: 'case.note',
    removeNoteAction: 'case.note',
    pinAction: 'case.note',
    removeExhibitAction: 'case.note',
    judgeSourceAction: 'case.note',
    judgeMatchAction: 'case.note',
    retryAction: 'detection.retry',
    reportAction: 'intelligence.request',
    askAction: 'question.ask',
  },
  'app/(portal)/queue/actions.ts': {
    claimNextAction: 'case.claim',
    claimManyAction: 'case.claim',
    releaseManyAction: 'case.claim',
    moveManyAction: 'case.assign',
    policiesAction: 'policy.read',
    decideManyAction: 'case.decide',
    undoManyAction: 'case.decide',
    saveViewAction: 'view.save',
  },
  'app/(portal)/retention/actions.ts': {
    orderPurgeAction: 'retention.purge',
    requestErasureAction: 'retention.erase',
    answerErasureAction: 'retention.erase',
    setHoldAction: 'retention.hold',
    endHoldAction: 'retention.hold',
    notePrintAction: 'retention.read',
    saveViewAction: 'retention.read',
  },
  'app/(portal)/samples/actions.ts': {
    openSamplesAction: 'case.open',
  },
  'app/(portal)/settings/account/actions.ts': {
    changeNameAction: { permission: 'account.manage', withoutSecondStep: true },
    changePasswordAction: { permission: 'account.manage', withoutSecondStep: true },
    endSessionAction: { permission: 'account.manage', withoutSecondStep: true },
    endOtherSessionsAction: { permission: 'account.manage', withoutSecondStep: true },
  },
  'app/(portal)/settings/callbacks/actions.ts': {
    sendAgainAction: 'callback.manage',
    replaceSecretAction: 'callback.manage',
  },
  'app/(portal)/settings/desk/actions.ts': {
    saveDeskAction: 'desk.manage',
  },
  'app/(portal)/settings/detector/actions.ts': {
    saveConnectionAction: 'detector.manage',
    removeConnectionAction: 'detector.manage',
    testConnectionAction: 'detector.manage',
  },
  'app/(portal)/settings/keyboard/actions.ts': {
    setKeysAction: 'preference.set',
  },
  'app/(portal)/settings/keys/actions.ts': {
    createKeyAction: 'key.create',
    revokeKeyAction: 'key.revoke',
  },
  'app/(portal)/settings/known-media/actions.ts': {
    switchMatchingAction: 'known.manage',
    removeListAction: 'known.manage',
    changeEntryAction: 'known.manage',
  },
  'app/(portal)/settings/members/actions.ts': {
    makeResetLinkAction: 'member.manage',
    leaveAction: { permission: 'team.leave', withoutSecondStep: true },
    removeAction: 'member.manage',
    reactivateAction: 'member.manage',
    deactivateAction: 'member.manage',
    changeRoleAction: 'member.manage',
    revokeInvitationAction: 'member.manage',
    inviteAction: 'member.manage',
  },
  'app/(portal)/settings/policies/actions.ts': {
    publishPolicyAction: 'policy.manage',
    archivePolicyAction: 'policy.manage',
    setTeamPolicyAction: 'policy.manage',
  },
  'app/(portal)/settings/preferences/actions.ts': {
    savePreferencesAction: 'preference.set',
    saveOwnQueuesAction: 'preference.set',
  },
  'app/(portal)/settings/queues/actions.ts': {
    saveQueueAction: 'queue.manage',
    archiveQueueAction: 'queue.manage',
    makeDefaultAction: 'queue.manage',
    orderQueuesAction: 'queue.manage',
  },
  'app/(portal)/settings/retention/actions.ts': {
    saveRulesAction: 'retention.manage',
  },
  'app/(portal)/settings/routing/actions.ts': {
    setRoutingAction: 'queue.manage',
    whatIfAction: 'queue.manage',
  },
  'app/(portal)/settings/webhooks/actions.ts': {
    createWebhookAction: 'webhook.manage',
    changeWebhookAction: 'webhook.manage',
    pauseWebhookAction: 'webhook.manage',
    replaceWebhookSecretAction: 'webhook.manage',
    testWebhookAction: 'webhook.manage',
    removeWebhookAction: 'webhook.manage',
    redriveDeliveryAction: 'webhook.manage',
  },
  'app/(portal)/submit/actions.ts': {
    openUrlsAction: 'case.open',
  },
  'app/(auth)/forgot-password/actions.ts': {
    forgotAction: { anyone: 'asks for a link to a new password' },
  },
  'app/(auth)/reset/[token]/actions.ts': {
    resetAction: { anyone: 'sets a new password; the link’s token is the key' },
  },
  'app/(portal)/settings/team/actions.ts': {
    saveTeamAction: 'team.manage',
  },
  'app/(auth)/sign-in/oidc/actions.ts': {
    signInByOidcAction: { anyone: 'leads to the provider of single sign-on' },
    confirmByOidcAction: { anyMember: 'leads there to prove who one is' },
  },
  'app/(portal)/settings/account/second-step/actions.ts': {
    beginSecondStepAction: { permission: 'account.manage', withoutSecondStep: true },
    confirmSecondStepAction: { permission: 'account.manage', withoutSecondStep: true },
    renewRecoveryCodesAction: 'account.manage',
    removeSecondStepAction: 'account.manage',
  },
  'app/(portal)/settings/sign-in/actions.ts': {
    resetSecondStepAction: 'member.manage',
    requireSecondStepAction: 'team.manage',
  },
  'app/(auth)/invite/[token]/actions.ts': {
    acceptAction: { anyone: 'makes an account by an invitation; its token is the key' },
    joinAction: { permission: 'account.manage', withoutSecondStep: true },
    signOutHereAction: { anyone: 'signs out whoever an invitation is not for' },
  },
  'app/(portal)/settings/store/actions.ts': {
    testStoreAction: 'store.test',
  },
}
