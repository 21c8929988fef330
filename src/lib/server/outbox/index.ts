export { post, type Message } from './post.ts';
export { TEMPLATES, type TemplateId } from './templates.ts';
