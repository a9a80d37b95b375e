/** Has the browser keep the light pages themselves, once what is on the screen has been loaded. It is not there over plain HTTP. */
export function registerWorker(): void {
  if (!('serviceWorker' in navigator)) return
  const register = () => {
    navigator.serviceWorker.register('/service-worker.js').catch(() => {
      // Switched off, or a build without one: everything works, but not without a connection.
    })
  }
  if (document.readyState === 'complete') register()
  else window.addEventListener('load', register, { once: true })
}
