-- Reactions. `messages.reactions` says what they come to and is written with each of them, under the conversation's lock.

-- Of each emoji so many people are named, the first who gave it.
create or replace function most_named() returns integer language sql immutable as $$ select 5 $$;

-- Somebody reacts to a message, or takes it back. What changes nothing takes no seq.
-- Errors: those of may_react; TT422 for one emoji too many. Returns the message as the actor sees it, and the seq as of which.
create or replace function react(
  p_actor uuid, p_message uuid, p_emoji text, p_is_reacted boolean, p_most integer, p_origin text
) returns jsonb language plpgsql as $$
declare
  m messages;
  at bigint;
  named uuid[];
begin
  perform lock_conversation(conversation_id) from messages where id = p_message;
  perform refuse(may_react(p_message, p_actor));
  select * into m from messages where id = p_message;
  if p_is_reacted then
    if not m.reactions @> jsonb_build_array(jsonb_build_object('emoji', p_emoji))
      and jsonb_array_length(m.reactions) >= p_most then
      perform refuse(format('422 emoji would be one more than the %s different ones that a message takes', p_most));
    end if;
    insert into reactions (message_id, user_id, emoji, seq, created_at)
    select p_message, p_actor, p_emoji, seq + 1, clock_timestamp() from conversations where id = m.conversation_id
    on conflict do nothing;
  else
    delete from reactions where message_id = p_message and user_id = p_actor and emoji = p_emoji;
  end if;
  if found then
    at := next_seq(m.conversation_id);
    named := array(select user_id from reactions where message_id = p_message and emoji = p_emoji
      order by seq limit most_named());
    update messages set reactions = recounted(reactions, p_emoji, case when p_is_reacted then 1 else -1 end, named)
    where id = p_message returning * into m;
    perform append_event('reaction-updated', 'members', m.conversation_id, at, p_actor, p_message,
      jsonb_build_object('reactions', m.reactions, 'user_id', p_actor, 'emoji', p_emoji, 'is_reacted', p_is_reacted),
      p_origin, jsonb_build_object('users', users_json(named || p_actor)), p_message_seq => m.seq);
  else
    select seq into at from conversations where id = m.conversation_id;
  end if;
  return jsonb_build_object('message', message_for(m, p_actor), 'seq', at);
end
$$;

-- What reactions come to when one emoji's count changes: a new emoji stands last, one that nobody gives any more goes.
create or replace function recounted(p_reactions jsonb, p_emoji text, p_by integer, p_named uuid[])
returns jsonb language sql immutable as $$
  with counts as (
    select one ->> 'emoji' as emoji, (one ->> 'count')::integer as count, one, n
    from jsonb_array_elements(p_reactions) with ordinality as given(one, n)
  ), changed as (
    select n, case when emoji = p_emoji then count + p_by else count end as count, one, emoji from counts
    union all
    select 1000, p_by, null, p_emoji where not exists (select from counts where emoji = p_emoji)
  )
  select coalesce(jsonb_agg(case when emoji = p_emoji
    then jsonb_build_object('emoji', emoji, 'count', count, 'user_ids', p_named) else one end order by n), '[]')
  from changed where count > 0
$$;
