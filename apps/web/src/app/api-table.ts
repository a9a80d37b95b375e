/* The routes and the shapes of what they answer: more to read than a page needs to open a text. */
export { errorBody, routes } from '@samsyn/protocol'
