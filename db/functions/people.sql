-- What is not in a conversation: people and reports. Their own row is locked, the event comes last.

-- Takes over name and picture (null: as they are), unless they came with a newer token before.
create or replace function rename_user(
  p_user uuid, p_name text, p_picture text, p_search text, p_token_made timestamptz, p_origin text
) returns void language plpgsql as $$
declare
  u users;
  changed jsonb;
begin
  select * into u from users where id = p_user for no key update;
  if u.profile_at > p_token_made then
    return;
  end if;
  select jsonb_object_agg(key, value) into changed
  from jsonb_each(jsonb_strip_nulls(jsonb_build_object('name', p_name, 'avatar_url', p_picture)))
  where value is distinct from user_json(u) -> key;
  if changed is null then
    return;
  end if;
  update users set name = coalesce(p_name, name), avatar_url = coalesce(p_picture, avatar_url),
    search_name = case when p_name is null then search_name else p_search end, profile_at = p_token_made
  where id = p_user;
  perform append_event('user-updated', 'contacts', null, null, p_user, p_user, changed, p_origin);
end
$$;

-- Makes a report or brings it up to date; what is the same already is no new version and no event.
create or replace function put_report(
  p_id uuid, p_external_id text, p_kind text, p_title text, p_url text, p_owner uuid, p_metadata jsonb, p_origin text,
  out created boolean, out report jsonb
) language plpgsql as $$
declare
  r reports;
  changed jsonb;
begin
  insert into reports (id, external_id, kind, title, url, owner_id, metadata)
  values (p_id, p_external_id, p_kind, p_title, p_url, p_owner, p_metadata)
  on conflict (external_id) do nothing returning * into r;
  created := found;
  if not created then
    select * into r from reports where external_id = p_external_id for no key update;
    select jsonb_object_agg(key, value) into changed
    from jsonb_each(jsonb_build_object('kind', p_kind, 'title', p_title, 'url', p_url, 'owner_id', p_owner,
      'metadata', p_metadata))
    where value is distinct from report_json(r) -> key;
    if changed is not null then
      update reports set kind = p_kind, title = p_title, url = p_url, owner_id = p_owner, metadata = p_metadata,
        version = version + 1
      where id = r.id returning * into r;
      perform append_event('report-updated', 'report', null, null, r.id, r.id,
        changed || jsonb_build_object('version', r.version), p_origin);
    end if;
  end if;
  report := report_json(r);
end
$$;
