-- Drafts: what a member is writing, for their own devices. No lock of the conversation is needed, since nobody else is told: the
-- member's row orders what is kept, cleared by a send and ended by a removal.

-- Keeps the draft; '' takes it away. What is so already makes no event. Errors: those of may_take_part.
create or replace function put_draft(p_conversation uuid, p_user uuid, p_content text, p_origin text)
returns void language plpgsql as $$
begin
  update members set draft = nullif(p_content, ''), draft_at = clock_timestamp()
  where conversation_id = p_conversation and user_id = p_user and left_seq is null
    and draft is distinct from nullif(p_content, '');
  if found then
    perform append_event('draft-updated', 'own', p_conversation, null, p_user, p_user,
      jsonb_build_object('content', p_content), p_origin);
  else
    perform refuse(may_take_part(p_conversation, p_user));
  end if;
end
$$;
