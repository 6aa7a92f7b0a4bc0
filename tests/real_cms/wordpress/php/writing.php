<?php
// What fill.php and change.php share: WordPress loaded, the plan read, and a post written with all that belongs to it.
$_SERVER['HTTP_HOST'] = 'localhost';
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/image.php';
wp_set_current_user(1);
$plan = json_decode(stream_get_contents(STDIN), true, 512, JSON_THROW_ON_ERROR);

function orderly(mixed $made): mixed {
    if (is_wp_error($made) || !$made) {
        fwrite(STDERR, is_wp_error($made) ? $made->get_error_message() : 'WordPress refused');
        exit(1);
    }
    return $made;
}

function attach(string $name, string $caption, string $date): int {
    $folder = wp_upload_dir(substr(str_replace('-', '/', $date), 0, 7));
    $path = $folder['path'] . '/' . $name;
    if (str_ends_with($name, '.jpg')) {
        picture($path, crc32($name));
    } else {
        file_put_contents($path, "%PDF-1.4\n%%EOF\n");
    }
    $id = orderly(wp_insert_attachment(wp_slash([
        'post_mime_type' => wp_check_filetype($name)['type'], 'post_title' => pathinfo($name, PATHINFO_FILENAME),
        'post_excerpt' => $caption, 'post_status' => 'inherit', 'post_date' => $date,
        'guid' => $folder['url'] . '/' . $name,
    ]), $path, 0, true));
    wp_update_attachment_metadata($id, wp_generate_attachment_metadata($id, $path));
    return $id;
}

function picture(string $path, int $seed): void {
    $image = imagecreatetruecolor(640, 426);
    imagefilledrectangle($image, 0, 0, 640, 426, imagecolorallocate($image, $seed & 255, $seed >> 8 & 255, $seed >> 16 & 255));
    imagefilledellipse($image, 100 + $seed % 400, 200, 180, 180, imagecolorallocate($image, 240, 240, 200));
    imagejpeg($image, $path, 70);
}

function write_post(array $post, array $categories): int {
    $marks = $attached = [];
    foreach ($post['images'] + array_fill_keys($post['files'], '') as $name => $caption) {
        $attached[] = $id = attach($name, $caption, $post['date']);
        $marks += ["{{id:$name}}" => $id, "{{url:$name}}" => wp_get_attachment_url($id)];
    }
    $id = orderly(wp_insert_post(wp_slash([
        'post_status' => $post['status'], 'post_title' => $post['title'],
        'post_content' => strtr($post['content'], $marks), 'post_excerpt' => $post['excerpt'],
        'post_date' => $post['date'], 'post_author' => get_user_by('login', $post['author'])->ID,
        'post_category' => [$categories[$post['category']] ?? get_category_by_slug($post['category'])->term_id],
        'tags_input' => $post['tags'], 'comment_status' => 'open',
    ]), true));
    if ($post['featured']) {
        $attached[] = $thumbnail = attach($post['featured']['name'], $post['featured']['caption'], $post['date']);
        set_post_thumbnail($id, $thumbnail);
    }
    foreach ($attached as $child) {
        wp_update_post(['ID' => $child, 'post_parent' => $id]);
    }
    foreach ($post['comments'] as $place => $text) {
        wp_insert_comment(['comment_post_ID' => $id, 'comment_author' => 'Bạn đọc ' . ($place + 1),
            'comment_content' => $text, 'comment_approved' => 1,
            'comment_date' => date('Y-m-d H:i:s', strtotime($post['date']) + 3600 * ($place + 1))]);
    }
    modified($id, $post['modified']);
    return $id;
}

// wp_insert_post takes the present moment for the last change; a site that has grown over years has another.
function modified(int $id, string $moment): void {
    global $wpdb;
    $wpdb->update($wpdb->posts, ['post_modified' => $moment, 'post_modified_gmt' => get_gmt_from_date($moment)], ['ID' => $id]);
    clean_post_cache($id);
}
