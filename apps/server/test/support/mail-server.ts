import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import type { Client } from './test-server.ts'

/** A real mail server on this machine, which keeps what it takes. */
export interface MailServer {
  readonly port: number
  /** In the order taken. */
  readonly mails: ParsedMail[]
  /** How many it has refused. */
  readonly refused: number
  /** Answers of this kind from now on, null for taking them. */
  refuseWith(code: number | null): void
  /** Called when a mail is there and not answered for yet. */
  onMail(listener: () => void): void
  stop(): Promise<void>
}

/** Starts one, on a port of its own or the one that another had before; with STARTTLS where wanted. */
export async function startMailServer({ port = 0, isTlsOffered = false } = {}): Promise<MailServer> {
  const mails: ParsedMail[] = []
  let refused = 0
  let code: number | null = null
  let listener = (): void => undefined
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: isTlsOffered ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    onData(stream, _session, answer) {
      simpleParser(stream).then(
        (mail) => {
          if (code !== null) {
            refused += 1
            answer(Object.assign(new Error('no'), { responseCode: code }))
            return
          }
          mails.push(mail)
          listener()
          answer()
        },
        (error: unknown) => answer(error instanceof Error ? error : new Error(String(error))),
      )
    },
  })
  // A client that is killed breaks its line off.
  server.on('error', () => undefined)
  const { server: listening } = server
  server.listen(port, '127.0.0.1')
  await once(listening, 'listening')
  return {
    port: (listening.address() as AddressInfo).port,
    mails,
    get refused() {
      return refused
    },
    refuseWith(next) {
      code = next
    },
    onMail(next) {
      listener = next
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}

/** Gives an address with the code that came to it. */
export async function confirmAddress(client: Client, post: MailServer, address: string): Promise<void> {
  const before = post.mails.length
  await client.call('askMailAddress', { body: { address } })
  const mail = post.mails
    .slice(before)
    .find(({ to }) => to !== undefined && !Array.isArray(to) && to.text === address)
  const code = /\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? ''
  await client.call('confirmMailAddress', { body: { code } })
}
