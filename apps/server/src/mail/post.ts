import { createTransport } from 'nodemailer'
import type { Letter } from './letter.ts'

/** How mails leave this server. */
export interface MailConfig {
  readonly host: string
  readonly port: number
  /** TLS from the first byte; else STARTTLS, without which nothing is sent but to this very machine. */
  readonly isImplicitTls: boolean
  readonly isTlsNeeded: boolean
  readonly user: string | null
  readonly password: string | null
  /** The sender: an address, or a name with one in angle brackets. */
  readonly from: string
}

/** What became of a try: `refused` will be refused again. */
export type Delivery = 'sent' | 'refused' | 'failed'

export interface Post {
  /** Hands one mail to the mail server; with the same id again when it is tried again. */
  send(mail: { readonly id: string; readonly to: string; readonly letter: Letter }): Promise<{
    readonly delivery: Delivery
    readonly error: unknown
  }>
  close(): void
}

const patience = 20_000

/** The way to the mail server. */
export function openPost({ host, port, isImplicitTls, isTlsNeeded, user, password, from }: MailConfig): Post {
  const transport = createTransport({
    host,
    port,
    secure: isImplicitTls,
    requireTLS: isTlsNeeded,
    ignoreTLS: !isImplicitTls && !isTlsNeeded,
    ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    // Nothing of a mail is read from files or addresses.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = /@([^@>\s]+)>?\s*$/.exec(from)?.[1] ?? host
  return {
    async send({ id, to, letter: { subject, text, html } }) {
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          html,
          messageId: `<${id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        })
        return { delivery: 'sent', error: null }
      } catch (error) {
        return { delivery: isRefusal(error) ? 'refused' : 'failed', error }
      }
    },
    close: () => transport.close(),
  }
}

/** The mail server will not take this mail from us to this address tomorrow either; what is wrong with the line itself an operator mends. */
function isRefusal(error: unknown): boolean {
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown }
  const isOfMail = code === 'EENVELOPE' || code === 'EMESSAGE'
  return isOfMail && typeof responseCode === 'number' && responseCode >= 500
}
