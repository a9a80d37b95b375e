/** So many unread ones are counted; this many stand for as many or more. */
export const mostUnread = 100
