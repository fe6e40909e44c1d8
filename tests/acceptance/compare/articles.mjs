// Does an answer name the article that is expected?

const plain = (text) => text.replace(/[\s〔〕]/g, '').replace('特邀调解规定', '特邀');

/** "人民调解法8、29" names 人民调解法8 and 人民调解法29; "特邀19;民诉法100" both. */
export function names(text, article) {
  return text.split(/[;；]/).flatMap((part) => {
    const [first, ...more] = part.trim().split('、');
    const law = first.replace(/\d+(?:[(（].[)）])?$/, '');
    return [first, ...more.map((no) => law + no)];
  }).some((one) => plain(one) === plain(article));
}
