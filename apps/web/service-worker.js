/*
 * Keeps the light pages, and nothing but those, so that they open without a connection (ADR 40). It never looks at an answer of the
 * API: what is read on the pages is kept by them (src/features/keeping). The build tells it which files there are.
 */
const files = '%FILES%'
const store = 'samsyn-shell-%VERSION%'
/** The one HTML file of all light pages, by an address at which the server gives it out. */
const page = '/read'
/** A page that the network has not brought by then comes from the device, in milliseconds. */
const patience = 1000

self.addEventListener('install', (event) => {
  event.waitUntil(fill().then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(removeOthers().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate') {
    if (!/^\/(?:api|sync|socket\.io)\//.test(pathname)) event.respondWith(pageFor(request, pathname))
  } else if (files.includes(pathname)) {
    event.respondWith(fileFor(request))
  }
})

async function fill() {
  const cache = await caches.open(store)
  await cache.addAll([new Request(page, { cache: 'reload' }), ...files])
}

async function removeOthers() {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith('samsyn-shell-') && name !== store)
  await Promise.all(old.map((name) => caches.delete(name)))
}

async function fileFor(request) {
  const cache = await caches.open(store)
  return (await cache.match(request)) ?? fetch(request)
}

/** The network's page, or the kept one: for the light pages also when the network is slow, for all others only when there is none. */
async function pageFor(request, pathname) {
  const cache = await caches.open(store)
  const kept = await cache.match(page)
  if (!kept) return fetch(request)
  const fresh = fetch(request).then((response) => (response.status < 500 ? response : kept))
  const isLight = /^\/(?:read|meetings\/[^/]+\/folder)(?:\/|$)/.test(pathname)
  const late = new Promise((resolve) => isLight && setTimeout(resolve, patience, kept))
  return Promise.race([fresh, late]).catch(() => kept)
}
