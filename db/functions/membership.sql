-- A member's own settings of a conversation. Under its lock, since a message that is sent reads them and may change them.

-- Changes what of `archived`, `pinned`, `marked_unread` (booleans) and `muted_until` (a time or null) is given and differs. What
-- is so already keeps its time and makes no event. Returns the membership. Errors: those of may_take_part.
create or replace function patch_membership(p_conversation uuid, p_user uuid, p_changes jsonb, p_origin text)
returns jsonb language plpgsql as $$
declare
  at timestamptz(3);
  c conversations;
  m members;
  n members;
  changed jsonb;
begin
  select * into c from conversations where id = p_conversation for update;
  perform refuse(may_take_part(p_conversation, p_user));
  select * into m from members where conversation_id = p_conversation and user_id = p_user;
  at := clock_timestamp();
  n := m;
  n.archived_at := since((p_changes -> 'archived')::boolean, m.archived_at, at);
  n.pinned_at := since((p_changes -> 'pinned')::boolean, m.pinned_at, at);
  n.marked_unread_at := since((p_changes -> 'marked_unread')::boolean, m.marked_unread_at, at);
  if p_changes ? 'muted_until' then
    n.muted_until := (p_changes ->> 'muted_until')::timestamptz;
  end if;
  select jsonb_object_agg(key, value) into changed from jsonb_each(settings_json(n))
  where value is distinct from settings_json(m) -> key;
  if changed is not null then
    update members set archived_at = n.archived_at, pinned_at = n.pinned_at, marked_unread_at = n.marked_unread_at,
      muted_until = n.muted_until
    where conversation_id = p_conversation and user_id = p_user;
    perform append_event('membership-updated', 'own', p_conversation, null, p_user, p_user, changed, p_origin);
  end if;
  return membership_json(n, c.seq);
end
$$;

-- Since when something holds that is asked to hold or not; with nothing asked, as it was.
create or replace function since(p_holds boolean, p_was timestamptz, p_now timestamptz) returns timestamptz
language sql immutable as $$
  select case when p_holds is null then p_was when p_holds then coalesce(p_was, p_now) end
$$;
